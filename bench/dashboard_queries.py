"""Runs every query of k8s/dashboard/nn-playground.json on a real Prometheus that scrapes a server under load, and prints a table.

Needs a built jar, JAVA_HOME set to a JDK 25, and Debian's package prometheus (or PROMETHEUS=/path/to/prometheus). Exit status 1 if a query
fails or returns nothing.

Usage: python3 bench/dashboard_queries.py [JAR] [SECONDS of load]"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

JAR = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "backend/target/nn-playground.jar").resolve()
SECONDS = int(sys.argv[2]) if len(sys.argv) > 2 else 90
DASHBOARD = json.loads(pathlib.Path("k8s/dashboard/nn-playground.json").read_text())
PUBLIC, MANAGEMENT, PROMETHEUS = 18083, 18084, 18085
folder = pathlib.Path(tempfile.mkdtemp(prefix="dashboard-queries"))


def start_server():
    java = os.path.join(os.environ.get("JAVA_HOME", "/usr"), "bin", "java")
    return subprocess.Popen(
        [java, "--enable-native-access=ALL-UNNAMED", "-jar", str(JAR), f"--server.port={PUBLIC}", f"--management.server.port={MANAGEMENT}",
         "--management.endpoints.web.exposure.include=health,prometheus"],
        cwd=folder, stdout=(folder / "server.log").open("w"), stderr=subprocess.STDOUT)


def start_prometheus():
    (folder / "prometheus.yml").write_text(
        "global: {scrape_interval: 5s}\n"
        "scrape_configs:\n"
        "  - job_name: nn-playground\n"
        "    metrics_path: /actuator/prometheus\n"
        f"    static_configs: [{{targets: ['localhost:{MANAGEMENT}']}}]\n")
    program = os.environ.get("PROMETHEUS") or shutil.which("prometheus") or sys.exit("prometheus is not installed")
    return subprocess.Popen(
        [program, f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data", f"--web.listen-address=localhost:{PROMETHEUS}"],
        stdout=(folder / "prometheus.log").open("w"), stderr=subprocess.STDOUT)


def call(method, path, body=None, token=None):
    request = urllib.request.Request(f"http://localhost:{PUBLIC}/api/v1{path}", method=method, data=None if body is None else json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    with urllib.request.urlopen(request, timeout=70) as response:
        return json.load(response)


def load():
    """Creates three live jobs with a stream each, and batch jobs faster than the trainer trains them."""
    spec = {"task": "classification", "data": {"source": "generated", "generator": "circle", "seed": 1}}
    for _ in range(3):
        job = call("POST", "/jobs", {"mode": "live", "spec": spec})
        threading.Thread(target=read, args=(job["id"],), daemon=True).start()
        call("POST", f"/jobs/{job['id']}/play", {}, job["controlToken"])
    end = time.time() + SECONDS
    while time.time() < end:
        for _ in range(6):
            call("POST", "/jobs", {"spec": spec, "stop": {"epochs": 3000}})
        time.sleep(5)


def read(job):
    with urllib.request.urlopen(f"http://localhost:{PUBLIC}/api/v1/jobs/{job}/events?maxRate=10", timeout=600) as stream:
        for _ in stream:
            pass


def run_query(query):
    url = f"http://localhost:{PROMETHEUS}/api/v1/query?" + urllib.parse.urlencode({"query": query})
    try:
        with urllib.request.urlopen(url, timeout=30) as response:
            return json.load(response)["data"]["result"], None
    except urllib.error.HTTPError as e:
        return [], json.load(e)["error"]


def formatted(result):
    by = ", ".join(value for key, value in sorted(result["metric"].items()) if key not in ("__name__", "job", "instance"))
    return f"{by + ': ' if by else ''}{float(result['value'][1]):.4g}"


def main():
    processes = [start_server(), start_prometheus()]
    failed = False
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"http://localhost:{PUBLIC}/readyz", timeout=2)
                break
            except OSError:
                time.sleep(0.5)
        load()
        print("| Panel | Query | Result |\n|---|---|---|")
        for panel in DASHBOARD["panels"]:
            for target in panel["targets"]:
                query = target["expr"].replace("$job", ".+")
                results, error = run_query(query)
                failed |= not results
                text = error or "; ".join(map(formatted, results)) or "nothing"
                print(f"| {panel['title']} | `{query.replace('|', '&#124;')}` | {text} |")
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()
        shutil.rmtree(folder)
    sys.exit(1 if failed else 0)


main()
