"""Runs a command in a network of its own and writes down every packet that it sends.

    unshare --net --mount --pid --fork --kill-child --mount-proc \\
        python namespace.py REPORT PORT COMMAND...

The network has the loopback interface alone, with a default route through it: a packet to any
address goes out, is seen, and ends there. That needs no kernel module, and no program beside
util-linux. Packets on 127.0.0.1 from or to PORT are the command's own. REPORT is a JSON file: the
command's exit code, all other packets, and how many the kernel had no room to show.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import threading
from ipaddress import ip_address
from pathlib import Path

ADDRESS = "192.0.2.1"
NAMESERVER = "198.51.100.53"
"""Of the ranges that are kept for documentation (RFC 5737), so nobody's."""

RESOLVER = f"nameserver {NAMESERVER}\noptions timeout:1 attempts:1\n"
LOOKUPS = "hosts: files dns\n"
"""No other way to a name than the nameserver, on whatever machine this runs."""

SIOCSIFFLAGS, SIOCSIFADDR, INTERFACE_UP = 0x8914, 0x8916, 0x1

NETLINK_ROUTE, NEW_ROUTE, OUTGOING_INTERFACE, ERROR = 0, 24, 4, 2
REQUEST_CREATE_ACKNOWLEDGE = 0x1 | 0x400 | 0x4
MAIN_TABLE, BY_ADMINISTRATOR, EVERYWHERE, UNICAST = 254, 4, 0, 1

SOL_PACKET, PACKET_STATISTICS, SO_RCVBUFFORCE = 263, 6, 33
ALL_PROTOCOLS, IPV4, IPV6 = 0x0003, 0x0800, 0x86DD
TCP, UDP, DNS_PORT = 6, 17, 53
NAMES = {TCP: "TCP", UDP: "UDP"}

BUFFER_BYTES = 64 << 20
MOST_BYTES_READ = 512
"""Headers and the question of a lookup; of the rest nothing is told."""
PAUSE_SECONDS = 0.1


def build_network() -> None:
    """Give the loopback interface an address of the outside, and the routes to everywhere."""
    address = struct.pack("=HH4s8x", socket.AF_INET, 0, socket.inet_aton(ADDRESS))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", INTERFACE_UP))
        fcntl.ioctl(control, SIOCSIFADDR, struct.pack("16s16s8x", b"lo:1", address))
    add_default_route(socket.AF_INET)
    addresses = Path("/proc/net/if_inet6")
    if addresses.exists() and addresses.read_text("utf-8"):  # without IPv6 nothing is sent by it
        add_default_route(socket.AF_INET6)


def add_default_route(family: socket.AddressFamily) -> None:
    """Route every address of a family through the loopback interface (rtnetlink(7))."""
    kind = (MAIN_TABLE, BY_ADMINISTRATOR, EVERYWHERE, UNICAST)
    route = struct.pack("=8BI", family, 0, 0, 0, *kind, 0)
    interface = struct.pack("=HHI", 8, OUTGOING_INTERFACE, socket.if_nametoindex("lo"))
    length = 16 + len(route) + len(interface)
    header = struct.pack("=IHHII", length, NEW_ROUTE, REQUEST_CREATE_ACKNOWLEDGE, 1, 0)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_ROUTE) as control:
        control.sendall(header + route + interface)
        answer = control.recv(4096)
    kind, code = struct.unpack_from("=H", answer, 4)[0], struct.unpack_from("=i", answer, 16)[0]
    if kind == ERROR and code:
        raise OSError(-code, f"no route: {os.strerror(-code)}")


def hide_the_machine(folder: Path) -> None:
    """Mount what decides how names are looked up, and an empty /dev/shm, for us alone."""
    mount("-t", "tmpfs", "tmpfs", "/run")  # with the sockets of caching daemons
    mount("-t", "tmpfs", "tmpfs", "/dev/shm")
    for name, text in (("resolv.conf", RESOLVER), ("nsswitch.conf", LOOKUPS)):
        ours, theirs = folder / name, Path("/etc", name).resolve()
        ours.write_text(text, "utf-8")
        if not theirs.exists():  # the target of a link into /run
            theirs.parent.mkdir(parents=True, exist_ok=True)
            theirs.touch()
        mount("--bind", str(ours), str(theirs))


def mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


class Capture(threading.Thread):
    """Listens on every interface from now until `end`."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.packets: list[str] = []
        self._port = port
        self._over = threading.Event()
        protocols = socket.htons(ALL_PROTOCOLS)
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, protocols)
        self._socket.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, BUFFER_BYTES)
        self._socket.settimeout(PAUSE_SECONDS)

    def run(self) -> None:
        while True:
            try:
                packet, sender = self._socket.recvfrom(MOST_BYTES_READ)
            except TimeoutError:
                if self._over.is_set():
                    return
                continue
            said = describe(packet, sender[1], self._port)
            if said:
                self.packets.append(said)

    def end(self) -> int:
        """Read what was sent until now; the number of packets that found no room."""
        self._over.set()
        self.join()
        _, dropped = struct.unpack("=II", self._socket.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8))
        return int(dropped)


def describe(packet: bytes, protocol: int, own_port: int) -> str:
    """One line about a packet; nothing about one that is between our own port and its clients."""
    if protocol == IPV4:
        start, kind = (packet[0] & 0x0F) * 4, packet[9]
        source, target = ip_address(packet[12:16]), ip_address(packet[16:20])
    elif protocol == IPV6:
        start, kind = 40, packet[6]
        source, target = ip_address(packet[8:24]), ip_address(packet[24:40])
    else:
        return f"protocol {protocol:#06x}, {len(packet)} bytes"
    if kind not in NAMES:
        return f"IP protocol {kind} from {source} to {target}"
    ports = struct.unpack_from("!HH", packet, start)
    if kind == TCP and source.is_loopback and target.is_loopback and own_port in ports:
        return ""
    said = f"{NAMES[kind]} from {source}:{ports[0]} to {target}:{ports[1]}"
    if kind == UDP and ports[1] == DNS_PORT:
        said += f" asks for {name_in(packet[start + 8 :])}"
    return said


def name_in(query: bytes) -> str:
    """The name that a DNS message asks for: labels, each after its length, from byte 12 on."""
    labels, at = [], 12
    while at < len(query) and query[at]:
        end = at + 1 + query[at]
        labels.append(query[at + 1 : end].decode("ascii", "replace"))
        at = end
    return ".".join(labels)


def main() -> None:
    report, port, *command = sys.argv[1:]
    hide_the_machine(Path(report).parent)
    build_network()
    capture = Capture(int(port))
    capture.start()
    code = subprocess.run(command, check=False).returncode
    dropped = capture.end()
    said = {"code": code, "packets": capture.packets, "dropped": dropped}
    Path(report).write_text(json.dumps(said), "utf-8")


if __name__ == "__main__":
    main()
