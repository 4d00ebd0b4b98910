"""A real provider process: oidc-provider-mock on a free port, with clients that must register and nonces that must be there."""

import logging
import os
import sys

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

from oidc_provider_mock import User, run_server_in_thread

logging.disable(logging.CRITICAL)
people = [
    User(sub="amina", claims={"email": "amina@ville.example", "email_verified": True, "name": "Amina Ⲁ"}),
    User(sub="unmarked", claims={"email": "unmarked@ville.example"}),
]
with run_server_in_thread(require_client_registration=True, require_nonce=True, user_claims=people) as server:
    print(server.server_port)
    sys.stdin.read()
    os._exit(0)
