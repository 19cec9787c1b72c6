#!/usr/bin/env python3
"""Run a command and print what it cost: timed.py LABEL COMMAND [ARGUMENT...]

Prints wall seconds, CPU seconds (user and system) and peak resident memory of the command; its output goes nowhere, its
errors to standard error. Exits with the command's code.
"""
import resource
import subprocess
import sys
import time


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    start = time.monotonic()
    code = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL).returncode
    wall = time.monotonic() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    print(f"{sys.argv[1]:<24} wall {wall:7.2f} s   CPU {used.ru_utime + used.ru_stime:7.2f} s   peak {peak:7.1f} MiB")
    sys.exit(code)


if __name__ == "__main__":
    main()
