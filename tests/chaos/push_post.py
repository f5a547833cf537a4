"""A push service in a process of its own, quick and unreliable in known ways.

    python -m tests.chaos.push_post FOLDER SEED FAULTS

Prints its port. Each notification it takes is one line in FOLDER/pushed (its Topic and the device's
path) before it answers; one whose answer it then swallows is a line in FOLDER/push-swallowed too.
FAULTS is the share of posts that go wrong: not now, broken, or broken off before or after it was taken.
"""

import asyncio
import random
import re
import sys
from pathlib import Path

KINDS = ["429", "500", "503", "break-before", "swallow", "swallow"]
REPLIES = {
    "429": b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n",
    "500": b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n",
    "503": b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
}
TAKEN = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
PATH = re.compile(rb"^POST (\S+) ")
LENGTH = re.compile(rb"^Content-Length: *(\d+)", re.MULTILINE | re.IGNORECASE)
TOPIC = re.compile(rb"^Topic: *(\S+)", re.MULTILINE | re.IGNORECASE)


class PushPost:
    def __init__(self, folder: Path, seed: str, faults: float):
        self.taken, self.swallowed = (
            open(folder / name, "ab", buffering=0)  # noqa: SIM115 - open for as long as the service
            for name in ("pushed", "push-swallowed")
        )
        self.chance, self.faults = random.Random(seed), faults

    def trouble(self) -> str:
        return self.chance.choice(KINDS) if self.chance.random() < self.faults else ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self.answer(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the sender was killed, or has no more
        finally:
            writer.close()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Take one notification, or make trouble. False: the line is to be broken off."""
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(LENGTH.search(head)[1]))
        trouble = self.trouble()
        if trouble == "break-before":
            return False
        if trouble in REPLIES:
            writer.write(REPLIES[trouble])
            return True
        name = TOPIC.search(head)[1] + b" " + PATH.match(head)[1] + b"\n"
        self.taken.write(name)
        if trouble == "swallow":
            self.swallowed.write(name)
            return False
        writer.write(TAKEN)
        return True


async def main(folder: str, seed: str = "0", faults: str = "0") -> None:
    service = PushPost(Path(folder), seed, float(faults))
    server = await asyncio.start_server(service.serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
