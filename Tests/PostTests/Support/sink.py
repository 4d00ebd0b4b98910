"""A mail server that keeps what it gets: NNN.eml as it came, NNN.json as Python's own reader understands it.

The mailbox decides the answer: refused@ 550, full@ 452, later@ 451 once, unwanted@ 554 after the text, stalls@ never answers.
"""

import argparse
import asyncio
import email
import email.policy
import json
import logging
import os
import pathlib
import ssl
import sys
import threading

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

# Clients that break off are what the tests are about.
logging.disable(logging.CRITICAL)

options = argparse.ArgumentParser()
options.add_argument("--folder", type=pathlib.Path)
options.add_argument("--certificate")
options.add_argument("--key")
options.add_argument("--tls", choices=["none", "start", "whole"], default="none")
options.add_argument("--user")
options.add_argument("--secret")
options.add_argument("--silent", action="store_true")
options = options.parse_args()


class Sink:
    def __init__(self):
        self.count = 0
        self.seen = set()

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        mailbox = address.split("@")[0]
        if mailbox == "refused":
            return "550 5.1.1 <%s> is nobody here" % address
        if mailbox == "full":
            return "452 4.2.2 <%s> has no room" % address
        if mailbox == "later" and address not in self.seen:
            self.seen.add(address)
            return "451 4.7.1 <%s> is grey, come back" % address
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        if any(address.startswith("stalls@") for address in envelope.rcpt_tos):
            print("stalled")
            await asyncio.sleep(3600)
        if any(address.startswith("unwanted@") for address in envelope.rcpt_tos):
            return "554 5.7.1 not wanted"
        self.count += 1
        content = envelope.content
        place = options.folder / ("%03d" % self.count)
        place.with_suffix(".eml").write_bytes(content)
        place.with_suffix(".json").write_text(json.dumps(self.understood(server, session, envelope, content)))
        return "250 2.0.0 OK"

    def understood(self, server, session, envelope, content):
        message = email.message_from_bytes(content, policy=email.policy.default)
        html = message.get_body(("html",))
        return {
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "encrypted": server._writer.get_extra_info("ssl_object") is not None,
            "signedIn": bool(session.authenticated),
            "greeting": session.host_name,
            "subject": message["subject"],
            "fromName": message["from"].addresses[0].display_name,
            "text": message.get_body(("plain",)).get_content().replace("\r\n", "\n"),
            "html": html.get_content().replace("\r\n", "\n") if html else None,
            "defects": [str(defect) for part in message.walk() for defect in part.defects],
            "headers": {name.lower(): str(value) for name, value in message.items()},
        }


def authenticate(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode()) == (
        options.user,
        options.secret,
    )
    return AuthResult(success=good, handled=False)


async def serve():
    context = None
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
    sink = Sink()

    def session():
        if options.silent:
            return asyncio.Protocol()
        return SMTP(
            sink,
            hostname="sink.example",
            tls_context=context if options.tls == "start" else None,
            require_starttls=options.tls == "start",
            authenticator=authenticate if options.user else None,
            auth_required=bool(options.user),
            auth_require_tls=options.tls == "start",
        )

    server = await asyncio.get_running_loop().create_server(
        session, "127.0.0.1", 0, ssl=context if options.tls == "whole" else None
    )
    print(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def end_with_the_test():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_the_test, daemon=True).start()
asyncio.run(serve())
