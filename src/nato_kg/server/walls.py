"""What stands between a stranger's query and the machine: walls that a worker raises around itself, once and for all.

| wall | stops |
|---|---|
| network namespace | every connection, also of native code: the worker has no network at all |
| seccomp filter | sockets, new programs, signals to others, and any change of a file, also by native code |
| audit hook | the same by Python code, where the kernel offers neither of those |
| no descriptors | sockets where there is neither: a socket needs a free descriptor, and none is left |
| address space | a query that takes memory; the allocation fails and the worker ends |
| processor time | a query that outlives the server, which would have ended it by the clock |
| file size | a file that grows, core dumps included |

The first two need Linux and may be forbidden by a container; `raise_walls` says which of them stand.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys
from typing import Any, Final

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # linux/sched.h
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2  # linux/prctl.h
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000  # linux/seccomp.h; 1 is EPERM
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # linux/bpf_common.h
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_SECOND, _THIRD = 24, 32  # where the low half of a call's arguments stands in struct seccomp_data

#: Calls that no query needs, by machine: sockets; fork, exec, kill, ptrace; what changes files; io_uring, openat2.
_X86_64: Final = [*range(41, 51), 53, 288, 57, 58, 59, 62, 101, 322, 310, 311, 425, 437]
_X86_64_FILES: Final = [76, 77, *range(82, 89), *range(90, 95), *range(258, 262), *range(263, 267), 268, 316]
_AARCH64: Final = [*range(198, 208), 211, 212, 242, 221, 281, 129, 117, 270, 271, 425, 437]
_AARCH64_FILES: Final = [*range(34, 39), 45, 46, *range(52, 56), 276]
#: Machine -> its number in linux/audit.h, the calls refused, and the calls that open files with their flags' place.
_MACHINES: Final[dict[str, tuple[int, list[int], dict[int, int]]]] = {
    "x86_64": (0xC000003E, _X86_64 + _X86_64_FILES, {2: _SECOND, 257: _THIRD}),
    "aarch64": (0xC00000B7, _AARCH64 + _AARCH64_FILES, {56: _THIRD}),
}
_REFUSED_EVENTS: Final = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.kill")


def raise_walls(*, seconds: float) -> list[str]:
    """Raise all walls but that of memory; to be called while the process has one thread and before anything is opened.

    ``seconds`` is how long a first query may compute. Returns the names of those of the kernel's walls that stand.
    """
    standing = []
    if _leave_network():
        standing.append("network namespace")
    if _filter_calls():
        standing.append("seccomp")
    sys.addaudithook(_refuse)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    allow_seconds(seconds)
    return standing


def limit_memory(megabytes: int) -> None:
    """Let the process take so much address space beside what it has."""
    most = _address_space() + megabytes * 1_048_576
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def leave_no_descriptor() -> None:
    """Let the process open nothing more: no file, no socket."""
    highest = max((fd for fd in range(1024) if _is_open(fd)), default=2)
    held = os.open(os.devnull, os.O_RDONLY)
    while (taken := os.dup(held)) < highest:
        pass  # a gap between those that are open is a free one too
    os.close(taken)
    resource.setrlimit(resource.RLIMIT_NOFILE, (taken, taken))


def allow_seconds(seconds: float) -> None:
    """Let the process compute for so long from now on; the kernel ends it then, if the server has not before."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _address_space() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - pathlib would be one more import
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 2_147_483_648


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def _refuse(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED_EVENTS):
        raise PermissionError(f"a worker does no {event}")


def _leave_network() -> bool:
    """Go into a network namespace of our own, in which not even the loopback is up."""
    if not sys.platform.startswith("linux"):
        return False
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    return bool(unshare(_NEW_NETWORK) == 0 or unshare(_NEW_USER | _NEW_NETWORK) == 0)


def _filter_calls() -> bool:
    """Have the kernel refuse calls that no query needs; threads that start later have the same filter."""
    machine = platform.machine()
    if not sys.platform.startswith("linux") or machine not in _MACHINES:
        return False
    code = _program(*_MACHINES[machine])
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    if prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    held = ctypes.create_string_buffer(program, len(program))
    return bool(prctl(_SET_SECCOMP, _FILTER, ctypes.addressof(held), 0, 0) == 0)


def _program(machine: int, refused: list[int], opening: dict[int, int]) -> bytes:
    """The filter in the kernel's own small language: 8 bytes a step (code, jump if true, jump if false, value)."""
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    steps += [(_AT_LEAST, 0, 1, 0x40000000), (_RETURN, 0, 0, _REFUSE)]  # x32, another way to the same calls
    for call in refused:
        steps += [(_EQUAL, 0, 1, call), (_RETURN, 0, 0, _REFUSE)]
    for call, place in opening.items():
        steps += [(_EQUAL, 0, 4, call), (_LOAD, 0, 0, place), (_ANY_BIT, 0, 1, _WRITING)]
        steps += [(_RETURN, 0, 0, _REFUSE), (_RETURN, 0, 0, _ALLOW)]
    steps.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("HBBI", *step) for step in steps)
