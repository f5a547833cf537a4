"""A mail server in a process of its own, quick and unreliable in known ways.

    python -m tests.chaos.post_office FOLDER SEED FAULTS [DELAY_MS]

Prints its port. Each message it takes is one line in FOLDER/accepted (its Message-ID) before it
answers; one whose answer it then swallows is a line in FOLDER/swallowed too. FAULTS is the share of
transactions that go wrong: refused for now, refused for good, broken off before or after the data.
"""

import asyncio
import random
import re
import sys
from pathlib import Path

KINDS = ["450", "421", "552", "break-before", "break-before", "swallow", "swallow"]
REPLIES = {
    "450": b"450 4.2.0 Mailbox busy\r\n",
    "421": b"421 4.3.2 Closing, try later\r\n",
    "552": b"552 5.2.2 Mailbox full\r\n",
}
MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.MULTILINE | re.IGNORECASE)


class PostOffice:
    def __init__(self, folder: Path, seed: str, faults: float, delay: float):
        self.accepted, self.swallowed = (
            open(folder / name, "ab", buffering=0)  # noqa: SIM115 - open for as long as the office
            for name in ("accepted", "swallowed")
        )
        self.chance, self.faults, self.delay = random.Random(seed), faults, delay

    def trouble(self) -> str:
        return self.chance.choice(KINDS) if self.chance.random() < self.faults else ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self.talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the sender was killed
        finally:
            writer.close()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 post office\r\n")
        trouble = ""
        while line := await reader.readline():
            verb = line[:4].upper()
            if verb == b"MAIL":
                trouble = self.trouble()
            if verb == b"RCPT" and trouble in REPLIES:
                writer.write(REPLIES[trouble])
            elif verb == b"DATA":
                if trouble == "break-before":
                    return
                writer.write(b"354 go on\r\n")
                letter = await reader.readuntil(b"\r\n.\r\n")
                name = MESSAGE_ID.search(letter)[1] + b"\n"
                self.accepted.write(name)
                if self.delay:
                    await asyncio.sleep(self.delay)
                if trouble == "swallow":
                    self.swallowed.write(name)
                    return
                writer.write(b"250 taken\r\n")
            elif verb == b"EHLO":
                writer.write(b"250-post office\r\n250 8BITMIME\r\n")
            elif verb == b"QUIT":
                writer.write(b"221 bye\r\n")
                return
            else:
                writer.write(b"250 ok\r\n")


async def main(folder: str, seed: str = "0", faults: str = "0", delay_ms: str = "0") -> None:
    office = PostOffice(Path(folder), seed, float(faults), float(delay_ms) / 1000)
    server = await asyncio.start_server(office.serve, "127.0.0.1", 0, limit=2**20)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
