"""Measures whether slow clients disturb a fast one: one client reads a stream alone, then with five others that read one byte per second.

Prints the frames of the fast client, the interval between them, whether every epoch's loss arrived, and the server's resident memory.
Needs a built jar, JAVA_HOME set to a JDK 25, and Linux. Usage: python3 bench/slow_client.py"""
import json
import os
import socket
import subprocess
import tempfile
import threading
import time
import urllib.request

PORT = 8099
BASE = f"http://127.0.0.1:{PORT}"


def start_server():
    java = os.path.join(os.environ.get("JAVA_HOME", "/usr"), "bin", "java")
    jar = os.path.abspath("backend/target/nn-playground.jar")
    process = subprocess.Popen(
        [java, "--enable-native-access=ALL-UNNAMED", "-jar", jar, f"--server.port={PORT}"],
        cwd=tempfile.mkdtemp(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(120):
        try:
            urllib.request.urlopen(BASE + "/readyz", timeout=1)
            break
        except OSError:
            time.sleep(0.5)
    return process


def post(path, body=None, token=None):
    request = urllib.request.Request(BASE + path, method="POST", data=json.dumps(body or {}).encode())
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def resident_mib(process):
    with open(f"/proc/{process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def fast_client(path, seconds):
    """Follows a stream; returns the number of frames, p50 and p95 of the interval in ms, and whether no epoch is missing."""
    times, epochs = [], []
    end = time.time() + seconds
    with urllib.request.urlopen(f"{BASE}{path}/events?maxRate=30&resolution=100", timeout=30) as stream:
        while time.time() < end:
            line = stream.readline()
            if line.startswith(b"data:"):
                losses = json.loads(line[5:]).get("losses")
                if losses:
                    times.append(time.time())
                    epochs += range(losses["fromEpoch"], losses["fromEpoch"] + len(losses["train"]))
    intervals = sorted(1000 * (after - before) for before, after in zip(times[5:], times[6:]))
    complete = epochs == list(range(epochs[0], epochs[0] + len(epochs)))
    return len(times), intervals[len(intervals) // 2], intervals[int(len(intervals) * 0.95)], complete


def slow_client(path):
    """Reads one byte per second, with a small receive buffer."""
    connection = socket.create_connection(("127.0.0.1", PORT))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.sendall(f"GET {path}/events?maxRate=60&resolution=100 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    try:
        while connection.recv(1):
            time.sleep(1)
    except OSError:
        pass


def print_row(name, result):
    frames, p50, p95, complete = result
    print(f"| {name} | {frames} | {p50:.1f} ms | {p95:.1f} ms | {'yes' if complete else 'no'} |")


def main():
    server = start_server()
    try:
        spec = {"task": "classification", "data": {"source": "generated", "generator": "circle", "seed": 1}}
        job = post("/api/v1/jobs", {"mode": "live", "spec": spec})
        path = "/api/v1/jobs/" + job["id"]
        post(path + "/play", token=job["controlToken"])
        fast_client(path, 3)  # warm-up
        print("| | frames in 12 s | interval p50 | interval p95 | every epoch's loss arrived |\n|---|---|---|---|---|")
        print_row("alone", fast_client(path, 12))
        for _ in range(5):
            threading.Thread(target=slow_client, args=(path,), daemon=True).start()
        time.sleep(3)
        early = resident_mib(server)
        print_row("with 5 clients that read one byte per second", fast_client(path, 12))
        time.sleep(5)
        print(f"\nResident memory with the slow clients: {early:.0f} MiB after 3 s, {resident_mib(server):.0f} MiB after 20 s.")
    finally:
        server.kill()


main()
