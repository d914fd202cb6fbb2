"""A real mail server (aiosmtpd) for the tests: keeps each message as a file, and is as awkward as its recipients ask for."""
import pathlib
import sys
import time
import uuid

from aiosmtpd.controller import Controller

folder = pathlib.Path(sys.argv[2])


class Keeper:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 No such mailbox here"
        if address.startswith("later@"):
            return "451 4.7.1 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = folder / f"{time.time_ns()}-{uuid.uuid4().hex}"
        name.with_suffix(".part").write_bytes(envelope.original_content)
        name.with_suffix(".part").rename(name.with_suffix(".eml"))
        if any(to.startswith("cut@") for to in envelope.rcpt_tos):
            # Taken, and then gone before it is said.
            server.transport.abort()
        return "250 Taken"


controller = Controller(Keeper(), hostname="127.0.0.1", port=int(sys.argv[1]))
controller.start()
print("ready", flush=True)
sys.stdin.read()
controller.stop()
