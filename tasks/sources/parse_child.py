"""The process in which strangers' bytes are read: `python -m tasks.sources.parse_child CPU_SECONDS MEMORY_BYTES`.

Jobs come on stdin, a line of JSON and the bytes; answers go to stdout, their length in eight bytes and JSON. It may be
killed at any moment: by its limits, or by the parent that waits for it.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from tasks.sources.entries import NoFeed, to_json
from tasks.sources.feeds import parse_feed
from tasks.sources.pdf import pdf_text

OUT_OF_MEMORY = b'{"out_of_memory": true}'


def _feed(job: dict[str, Any], content: bytes) -> bytes:
    try:
        found = parse_feed(
            content,
            datetime.fromisoformat(job["now"]),
            url=job["url"],
            content_type=job["content_type"],
            max_entries=job["max_entries"],
            slices=job["slices"],
        )
    except RecursionError:
        found = NoFeed("parse_limit", f"{job['url']} is nested too deep to be a feed: see its source")
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError, UnicodeError) as wrong:
        # feedparser has raised each of these for some broken feed; it is the feed's fault, and said so.
        found = NoFeed("malformed", f"{job['url']} cannot be read ({type(wrong).__name__}: {wrong})"[:500])
    return to_json(found)


def _pdf(job: dict[str, Any], content: bytes) -> bytes:
    return json.dumps(pdf_text(content, job["url"])).encode()


_JOBS: dict[str, Callable[[dict[str, Any], bytes], bytes]] = {"feed": _feed, "pdf": _pdf}


def _limit_processor_time(seconds: int) -> None:
    """From now on; the kernel counts from the start of the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def main(arguments: list[str]) -> int:
    """Answer jobs until stdin ends."""
    cpu_seconds, memory = int(arguments[0]), int(arguments[1])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    jobs, answers = sys.stdin.buffer, sys.stdout.buffer
    while line := jobs.readline():
        job = json.loads(line)
        content = jobs.read(job["length"])
        _limit_processor_time(cpu_seconds)
        try:
            answer = _JOBS[job["job"]](job, content)
        except MemoryError:
            answer = OUT_OF_MEMORY
        answers.write(len(answer).to_bytes(8, "big") + answer)
        answers.flush()
        if answer is OUT_OF_MEMORY:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
