"""A provider that does wrong. The first part of the path says how: http://127.0.0.1:PORT/expired/1 is an issuer of its own.

It is honest about codes, secrets and PKCE, so that what fails in a test fails for the wrong alone. Its clock stands still.
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

NOW = int(sys.argv[1])
CLIENT, SECRET = "ville", "s:e/cret é"


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value, length=None):
    return b64(value.to_bytes(length or (value.bit_length() + 7) // 8, "big"))


class Key:
    def __init__(self, kid, private):
        self.kid, self.private = kid, private
        self.public = private.public_key()

    def jwk(self):
        numbers = self.public.public_numbers()
        if isinstance(self.public, rsa.RSAPublicKey):
            return {"kty": "RSA", "use": "sig", "kid": self.kid, "n": number(numbers.n), "e": number(numbers.e)}
        return {"kty": "EC", "crv": "P-256", "kid": self.kid, "x": number(numbers.x, 32), "y": number(numbers.y, 32)}

    def pem(self):
        return self.public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

    def sign(self, algorithm, text):
        if algorithm == "RS256":
            return self.private.sign(text, padding.PKCS1v15(), hashes.SHA256())
        if algorithm == "PS256":
            return self.private.sign(text, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
        if algorithm == "ES256":
            r, s = decode_dss_signature(self.private.sign(text, ec.ECDSA(hashes.SHA256())))
            return r.to_bytes(32, "big") + s.to_bytes(32, "big")
        if algorithm == "HS256":
            return hmac.new(self.pem(), text, hashlib.sha256).digest()
        return b""


RSA = [Key("rsa-%d" % index, rsa.generate_private_key(65537, 2048)) for index in range(3)]
THIEF = Key("rsa-0", rsa.generate_private_key(65537, 2048))
WEAK = Key("weak", rsa.generate_private_key(65537, 1024))
CURVE = Key("curve", ec.generate_private_key(ec.SECP256R1()))


class Provider:
    """One issuer: its way of doing wrong, its key of today, its codes, what it was asked."""

    def __init__(self, wrong):
        self.wrong = wrong
        self.key = {"es256": CURVE, "weak-key": WEAK}.get(wrong, RSA[0])
        self.codes, self.tokens = {}, {}
        self.asked = {"discovery": 0, "keys": 0, "token": 0, "userinfo": 0}

    def token(self, claims, key=None, algorithm=None, header=None):
        algorithm = algorithm or {"es256": "ES256", "ps256": "PS256", "alg-none": "none", "hs256": "HS256"}.get(self.wrong, "RS256")
        key = key or self.key
        fields = {"alg": algorithm, "typ": "JWT", "kid": key.kid} | (header or {})
        head = {
            "critical": fields | {"crit": ["b64"], "b64": True},
            "access-token-type": fields | {"typ": "at+jwt"},
            "no-kid": {"alg": algorithm},
            "unknown-key": fields | {"kid": os.urandom(8).hex()},
        }.get(self.wrong, fields)
        text = (b64(json.dumps(head).encode()) + "." + b64(json.dumps(claims).encode())).encode()
        signature = (THIEF if self.wrong == "thief" else key).sign(algorithm, text)
        return text.decode() + "." + b64(signature)

    def claims(self, issuer, code, access):
        half = b64(hashlib.sha256(access.encode()).digest()[:16])
        claims = {
            "iss": issuer, "sub": "amina", "aud": CLIENT, "iat": NOW, "exp": NOW + 36000, "nonce": code["nonce"], "at_hash": half,
            "auth_time": NOW - 100, "acr": "eidas1", "amr": ["pwd", "otp"],
            "email": "amina@ville.example", "email_verified": True, "given_name": "Amina", "usual_name": "B",
        }
        claims |= {
            "wrong-nonce": {"nonce": "other"},
            "wrong-audience": {"aud": "other"},
            "two-audiences": {"aud": [CLIENT, "other"]},
            "two-audiences-for-us": {"aud": [CLIENT, "other"], "azp": CLIENT},
            "other-party": {"azp": "other"},
            "wrong-issuer": {"iss": issuer + "/"},
            "expired": {"exp": NOW - 61},
            "just-expired": {"exp": NOW - 59},
            "future": {"iat": NOW + 61},
            "near-future": {"iat": NOW + 59, "nbf": NOW + 59},
            "not-yet": {"nbf": NOW + 61},
            "wrong-hash": {"at_hash": b64(b"0" * 16)},
            "old-sign-in": {"auth_time": NOW - 4000},
            "unverified": {"email_verified": False},
            "marked-by-word": {"email_verified": "true"},
            "empty-subject": {"sub": ""},
            "endless": {"exp": 1e300},
        }.get(self.wrong, {})
        for missing in {
            "no-nonce": ["nonce"], "no-expiry": ["exp"], "no-audience": ["aud"], "no-hash": ["at_hash"],
            "no-sign-in-time": ["auth_time"], "unmarked": ["email_verified"],
        }.get(self.wrong, []) + (["email", "email_verified"] if self.wrong.startswith("userinfo") else []):
            del claims[missing]
        return claims

    def userinfo(self, issuer):
        facts = {"sub": "amina", "email": "amina@ville.example", "email_verified": True}
        if self.wrong == "userinfo-other":
            facts["sub"] = "someone else"
        if self.wrong == "unmarked":
            del facts["email_verified"]
        if not self.wrong.startswith("userinfo-signed"):
            return "application/json", json.dumps(facts)
        facts |= {"iss": issuer, "aud": "other" if self.wrong == "userinfo-signed-for-other" else CLIENT}
        return "application/jwt", self.token(facts, key=THIEF if self.wrong == "userinfo-signed-by-thief" else None)


PROVIDERS = {}
GATE = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.answer({})

    def do_POST(self):
        length = int(self.headers.get("content-length", 0))
        self.answer(dict(urllib.parse.parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True)))

    def answer(self, form):
        place = urllib.parse.urlsplit(self.path)
        _, wrong, name, action = place.path.split("/", 3)
        with GATE:
            provider = PROVIDERS.setdefault((wrong, name), Provider(wrong))
        issuer = "http://127.0.0.1:%d/%s/%s" % (self.server.server_port, wrong, name)
        query = dict(urllib.parse.parse_qsl(place.query))
        steps = {
            ".well-known/openid-configuration": self.discovery, "keys": self.keys, "authorize": self.authorize,
            "token": self.token, "userinfo": self.userinfo, "asked": self.asked, "rotate": self.rotate,
            "stolen": lambda *_: self.reply(404, "text/plain", ""),  # where a client arrives that follows redirects
        }
        steps[action](provider, issuer, query, form)

    def discovery(self, provider, issuer, query, form):
        provider.asked["discovery"] += 1
        fields = {
            "issuer": issuer, "authorization_endpoint": issuer + "/authorize?theme=blue", "token_endpoint": issuer + "/token",
            "jwks_uri": issuer + "/keys", "userinfo_endpoint": issuer + "/userinfo", "end_session_endpoint": issuer + "/logout",
        }
        fields |= {
            "other-issuer": {"issuer": issuer + "/"},
            "insecure": {"token_endpoint": "http://provider.example/token"},
            "says-issuer": {"authorization_response_iss_parameter_supported": True},
            "forgets-issuer": {"authorization_response_iss_parameter_supported": True},
            "post-only": {"token_endpoint_auth_methods_supported": ["client_secret_post"]},
            "large-discovery": {"padding": "x" * 300_000},
        }.get(provider.wrong, {})
        if provider.wrong == "no-discovery":
            return self.reply(404, "application/json", "{}")
        self.reply(200, "application/json", json.dumps(fields))

    def keys(self, provider, issuer, query, form):
        provider.asked["keys"] += 1
        others = [{"kty": "oct", "kid": "odd", "k": "AAAA"}, {"kty": "OKP", "crv": "X9"}, {"kid": 3}, "odd", None]
        self.reply(200, "application/json", json.dumps({"keys": others + [provider.key.jwk()]}))

    def authorize(self, provider, issuer, query, form):
        assert query["theme"] == "blue" and query["response_type"] == "code" and query["code_challenge_method"] == "S256"
        assert query["client_id"] == CLIENT and "openid" in query["scope"].split() and len(query["code_challenge"]) == 43
        code = b64(os.urandom(16))
        provider.codes[code] = query
        back = {"state": query["state"]} | {
            "declines": {"error": "access_denied", "error_description": "<script>"},
            "strange-error": {"error": "<script>alert(1)</script>"},
            "login-required": {"error": "login_required"},
            "no-code": {},
            "mix-up": {"code": code, "iss": "https://evil.example"},
            "says-issuer": {"code": code, "iss": issuer},
        }.get(provider.wrong, {"code": code})
        self.reply(302, "text/plain", "", {"Location": query["redirect_uri"] + "?" + urllib.parse.urlencode(back)})

    def token(self, provider, issuer, query, form):
        provider.asked["token"] += 1
        wrong = provider.wrong
        if wrong == "redirecting":
            return self.reply(307, "text/plain", "", {"Location": issuer + "/stolen"})
        if wrong == "slow":
            time.sleep(20)
        if wrong == "failing":
            return self.reply(500, "text/html", "<h1>oh</h1>")
        if wrong == "dripping":
            return self.drip()
        if not self.is_client(provider, form):
            return self.reply(401, "application/json", '{"error": "invalid_client"}')
        code = provider.codes.pop(form.get("code"), None)
        challenge = b64(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if not code or code["redirect_uri"] != form["redirect_uri"] or code["code_challenge"] != challenge:
            return self.reply(400, "application/json", '{"error": "invalid_grant"}')
        access = b64(os.urandom(16))
        token = provider.token(provider.claims(issuer, code, access))
        if wrong == "broken-signature":
            token = token[:-6] + ("AAAAAA" if not token.endswith("AAAAAA") else "BBBBBB")
        if wrong == "padded":
            token += "="
        if wrong == "two-parts":
            token = token.rsplit(".", 1)[0]
        padding_text = "x" * 300_000 if wrong == "large-token" else ""
        provider.tokens[access] = True
        body = {"access_token": access, "token_type": "Bearer", "id_token": token, "padding": padding_text}
        if wrong == "no-id-token":
            del body["id_token"]
        self.reply(200, "application/json", json.dumps(body))

    def is_client(self, provider, form):
        if provider.wrong == "post-only":
            return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        scheme, _, pair = self.headers.get("authorization", "").partition(" ")
        if scheme != "Basic" or "client_secret" in form:
            return False
        return tuple(map(urllib.parse.unquote, base64.b64decode(pair).decode().split(":"))) == (CLIENT, SECRET)

    def userinfo(self, provider, issuer, query, form):
        provider.asked["userinfo"] += 1
        if self.headers.get("authorization", "").removeprefix("Bearer ") not in provider.tokens:
            return self.reply(401, "application/json", "{}")
        if provider.wrong == "userinfo-failing":
            return self.reply(503, "text/plain", "")
        self.reply(200, *provider.userinfo(issuer))

    def asked(self, provider, issuer, query, form):
        self.reply(200, "application/json", json.dumps(provider.asked))

    def rotate(self, provider, issuer, query, form):
        provider.key = RSA[RSA.index(provider.key) + 1]
        self.reply(200, "application/json", "{}")

    def drip(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        try:
            for _ in range(400):
                self.wfile.write(b" ")
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def reply(self, status, kind, body, headers=None):
        data = body.encode()
        self.send_response(status)
        for name, value in ({"Content-Type": kind, "Content-Length": str(len(data))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(data)
        except OSError:
            self.close_connection = True


class Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        # Clients that break off are what the tests are about.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


# Five waiting connections, as Python has it, are too few for tests that run side by side.
Server.request_queue_size = 256
server = Server(("127.0.0.1", 0), Handler)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port)
sys.stdin.read()
os._exit(0)
