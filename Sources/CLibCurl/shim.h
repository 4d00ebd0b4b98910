#pragma once
#include <curl/curl.h>

/* libcurl sets options and reads facts through functions with variable arguments, which Swift cannot call.
   One wrapper for each shape of value; the caller keeps option and shape together. */

typedef size_t (*vr_curl_reader)(char *place, size_t size, size_t count, void *source);
typedef int (*vr_curl_watcher)(void *watched, curl_off_t down, curl_off_t got, curl_off_t up, curl_off_t sent);

static inline CURLcode vr_curl_start(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

static inline CURLcode vr_curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode vr_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode vr_curl_set_recipients(CURL *handle, struct curl_slist *list) {
    return curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, list);
}

static inline CURLcode vr_curl_set_reader(CURL *handle, vr_curl_reader reader, void *source) {
    CURLcode result = curl_easy_setopt(handle, CURLOPT_READFUNCTION, reader);
    return result != CURLE_OK ? result : curl_easy_setopt(handle, CURLOPT_READDATA, source);
}

static inline CURLcode vr_curl_set_watcher(CURL *handle, vr_curl_watcher watcher, void *watched) {
    CURLcode result = curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, watcher);
    if (result == CURLE_OK) result = curl_easy_setopt(handle, CURLOPT_XFERINFODATA, watched);
    return result != CURLE_OK ? result : curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
}

static inline long vr_curl_response_code(CURL *handle) {
    long code = 0;
    return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code) == CURLE_OK ? code : 0;
}
