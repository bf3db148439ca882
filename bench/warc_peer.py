"""Reads an archive once with Python's warcio and prints what it took, as JSON.

    python warc_peer.py FILE
"""

import json
import resource
import sys
import time

from warcio.archiveiterator import ArchiveIterator


def main():
    pages = size = 0
    wall, cpu = time.perf_counter(), time.process_time()
    with open(sys.argv[1], "rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response":
                pages += 1
                size += len(record.content_stream().read())
    result = {
        "pages": pages,
        "bytes": size,
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    json.dump(result, sys.stdout)


main()
