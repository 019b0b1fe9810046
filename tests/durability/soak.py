#!/usr/bin/python3
"""Soak of `acsa run`: associations that send as fast as they are answered, for minutes on end.

    soak.py --node src/Acsa.Worker/bin/Release/net10.0/acsa.dll --out FOLDER [--minutes 30] [--associations 4]

Every study is 20 small images without a named muscle (kept, analysed, refused) and every 25th study is a phantom (measured; its results
go to DCMTK's storescp, which takes and forgets them). Each association is a process of its own with a blocking socket, so what is measured
is the node. FOLDER/minutes.jsonl gets one line a minute: instances and statuses, latency of C-STORE to its response in milliseconds (median,
p99, longest), resident memory and open descriptors of the node (Linux: /proc), its processor time, and the machine's load. Ends with 1 when
an instance was not answered Success, when the ledger does not hold as many as were answered, or when the node ended.

Needs Linux, python3-pydicom and dcmtk.
"""
import argparse
import json
import multiprocessing
import os
import pathlib
import queue
import random
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time

import pydicom

IMAGES = 20
PHANTOM_EVERY = 25
LONGEST_PDU = 65536
US, SYNTAX = "1.2.840.10008.5.1.4.1.1.6.1", "1.2.840.10008.1.2.1"


def uid(kind, number):
    """64 characters always, so that a laid-out data set can be given another by replacing bytes."""
    return f"2.25.{kind}{number:058d}"


def image():
    dataset = pydicom.Dataset()
    dataset.is_little_endian, dataset.is_implicit_VR = True, False
    dataset.SOPClassUID, dataset.SOPInstanceUID = US, uid(1, 0)
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = uid(2, 0), uid(3, 0)
    dataset.Modality, dataset.PatientName, dataset.PatientID = "US", "SOAK^TEST", "SOAK"
    dataset.StudyDate, dataset.StudyTime, dataset.AccessionNumber = "20240105", "100000", "1"
    dataset.PatientBirthDate, dataset.PatientSex, dataset.ReferringPhysicianName, dataset.StudyID = "", "O", "", "1"
    dataset.SeriesNumber, dataset.InstanceNumber, dataset.Manufacturer = 1, 1, "soak"
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.Rows, dataset.Columns = 128, 256
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = 8, 8, 7, 0
    dataset.PixelData = random.Random(1).randbytes(128 * 256)
    dataset["PixelData"].VR = "OB"
    return encoded(dataset)


def phantom(node, folder):
    subprocess.run(["dotnet", node, "phantom", "--out", str(folder), "--count", "8", "--seed", "1"], check=True, stdout=subprocess.DEVNULL)
    for file in sorted(folder.glob("*.dcm")):
        dataset = pydicom.dcmread(file)
        if dataset.SOPClassUID == US and dataset.file_meta.TransferSyntaxUID == SYNTAX:
            dataset.SOPInstanceUID, dataset.StudyInstanceUID, dataset.SeriesInstanceUID = uid(1, 0), uid(2, 0), uid(3, 0)
            return encoded(dataset)
    raise SystemExit("no still phantom in explicit VR little endian among 8")


def encoded(dataset):
    from pydicom.filebase import DicomBytesIO
    from pydicom.filewriter import write_dataset
    buffer = DicomBytesIO()
    buffer.is_little_endian, buffer.is_implicit_VR = True, False
    write_dataset(buffer, pydicom.Dataset({tag: dataset[tag] for tag in dataset.keys() if tag.group > 2}))
    return buffer.getvalue()


class Association:
    """One C-STORE context, ultrasound image, explicit VR little endian (PS3.8 9.3)."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        context = bytes([1, 0, 0, 0]) + item(0x30, US) + item(0x40, SYNTAX)
        user = item(0x51, struct.pack(">I", LONGEST_PDU)) + item(0x52, "2.25.314159265358981")
        body = b"\0\1\0\0" + b"ACSA".ljust(16) + b"SOAK".ljust(16) + bytes(32) + item(0x10, "1.2.840.10008.3.1.1.1") + item(0x20, context) \
            + item(0x50, user)
        self.socket.sendall(struct.pack(">BBI", 1, 0, len(body)) + body)
        kind, _ = self.read()
        if kind != 2:
            raise ConnectionError(f"association answered with PDU {kind}")

    def store(self, sop_instance, dataset, message):
        fields = element(0x0002, US.encode()) + element(0x0100, b"\1\0") + element(0x0110, struct.pack("<H", message)) \
            + element(0x0700, b"\0\0") + element(0x0800, b"\1\0") + element(0x1000, sop_instance.encode())
        command = element(0x0000, struct.pack("<I", len(fields))) + fields
        request = [value(command, 3)]
        for at in range(0, len(dataset), LONGEST_PDU - 12):
            piece = dataset[at:at + LONGEST_PDU - 12]
            request.append(value(piece, 2 if at + len(piece) == len(dataset) else 0))
        start = time.perf_counter()
        self.socket.sendall(b"".join(request))
        kind, body = self.read()
        seconds = time.perf_counter() - start
        if kind != 4:
            raise ConnectionError(f"C-STORE answered with PDU {kind}")
        at = 6
        while at + 8 <= len(body):
            group, number, length = struct.unpack_from("<HHI", body, at)
            if (group, number) == (0, 0x0900):
                return struct.unpack_from("<H", body, at + 8)[0], seconds
            at += 8 + length
        raise ConnectionError("C-STORE response without a status")

    def release(self):
        self.socket.sendall(struct.pack(">BBII", 5, 0, 4, 0))
        self.read()
        self.socket.close()

    def read(self):
        kind, _, length = struct.unpack(">BBI", self.fill(6))
        return kind, self.fill(length)

    def fill(self, count):
        data = b""
        while len(data) < count:
            more = self.socket.recv(count - len(data))
            if not more:
                raise ConnectionError("the node closed the connection")
            data += more
        return data


def item(kind, content):
    content = content.encode() if isinstance(content, str) else content
    return struct.pack(">BBH", kind, 0, len(content)) + content


def element(number, content):
    content += b"\0" * (len(content) % 2)
    return struct.pack("<HHI", 0, number, len(content)) + content


def value(content, control):
    return struct.pack(">BBIIBB", 4, 0, len(content) + 6, len(content) + 2, 1, control) + content


def sender(index, port, picture, measured, until, results):
    """Study after study, each on an association of its own, until the time is up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    series, answered = 0, []
    told = time.monotonic()
    try:
        while time.monotonic() < until:
            series += 1
            study = index * 10**9 + series
            association = Association(port)
            contents = [measured] if series % PHANTOM_EVERY == 0 else [picture] * IMAGES
            for number, content in enumerate(contents):
                name = uid(1, study * 100 + number)
                content = content.replace(uid(1, 0).encode(), name.encode()).replace(uid(2, 0).encode(), uid(2, study).encode()) \
                    .replace(uid(3, 0).encode(), uid(3, study).encode())
                answered.append(association.store(name, content, number + 1))
                if time.monotonic() - told > 1:
                    results.put((index, answered, len(answered), None))
                    answered, told = [], time.monotonic()
            association.release()
        results.put((index, answered, len(answered), "done"))
    except (OSError, ConnectionError) as error:
        results.put((index, answered, len(answered), f"failed: {error}"))


def resources(process):
    folder = pathlib.Path(f"/proc/{process}")
    status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
    ticks = (folder / "stat").read_text().rsplit(")", 1)[1].split()
    return {
        "rss_mib": round(int(status["VmRSS"].split()[0]) / 1024, 1), "threads": int(status["Threads"]),
        "descriptors": len(os.listdir(folder / "fd")), "cpu_s": (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK"),
    }


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_listening(port, process):
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit(f"ended with {process.returncode} before it listened")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("did not listen within two minutes")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--node", required=True, help="acsa.dll")
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--associations", type=int, default=4)
    parser.add_argument("--least-free-gib", type=float, default=10, help="stops early when the disk has less")
    options = parser.parse_args()
    out = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    for name in ("data", "phantoms"):
        shutil.rmtree(out / name, ignore_errors=True)
    (out / "phantoms").mkdir()
    picture, measured = image(), phantom(options.node, out / "phantoms")

    port, pacs_port = free_port(), free_port()
    configuration = {
        "dicom": {"aeTitle": "ACSA", "port": port}, "data": str(out / "data"), "study": {"quietSeconds": 5},
        "scanners": [{"aeTitle": "*"}], "inference": {"provider": "cpu", "gpu": "off"},
        "console": {"url": "http://127.0.0.1:0"},
        "destinations": [{"name": "pacs", "aeTitle": "STORESCP", "host": "127.0.0.1", "port": pacs_port,
                          "sr": {"study": False}}],  # The counts are of images.
    }
    (out / "acsa.json").write_text(json.dumps(configuration))
    environment = {**os.environ, "TCP_NODELAY": "1"}
    with open(out / "node.log", "w") as log, open(out / "minutes.jsonl", "w") as lines:
        pacs = subprocess.Popen(["storescp", "+xa", "--ignore", "-aet", "STORESCP", str(pacs_port)], env=environment,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        node = subprocess.Popen(["dotnet", options.node, "run", "--config", str(out / "acsa.json")], stdout=log, stderr=log)
        try:
            wait_until_listening(port, node)
            return soak(options, out, node, port, picture, measured, lines)
        finally:
            for process in (node, pacs):
                process.terminate()
            for process in (node, pacs):
                process.wait(60)


def soak(options, out, node, port, picture, measured, lines):
    results = multiprocessing.Queue()
    start = time.monotonic()
    until = start + options.minutes * 60
    senders = [multiprocessing.Process(target=sender, args=(index + 1, port, picture, measured, until, results))
               for index in range(options.associations)]
    for process in senders:
        process.start()
    running, failures, total, others, latencies, minute = len(senders), [], 0, {}, [], 0
    while running:
        try:
            _, answered, _, end = results.get(timeout=1)
        except queue.Empty:
            answered, end = [], None
        for status, seconds in answered:
            total += status == 0
            if status:
                others[f"{status:04X}"] = others.get(f"{status:04X}", 0) + 1
            latencies.append(seconds * 1e3)
        if end:
            running -= 1
            if end != "done":
                failures.append(end)
        if node.poll() is not None:
            failures.append(f"the node ended with {node.returncode}")
            break
        if time.monotonic() - start >= 60 * (minute + 1) or (not running and latencies):
            minute += 1
            latencies.sort()
            line = {"minute": minute, "answered": len(latencies), "success_total": total, "other_statuses": others,
                    "median_ms": at(latencies, 0.5), "p99_ms": at(latencies, 0.99), "longest_ms": at(latencies, 1), **resources(node.pid),
                    "load": os.getloadavg()[0]}
            print(json.dumps(line), file=lines, flush=True)
            latencies = []
            if shutil.disk_usage(out).free < options.least_free_gib * 2**30:
                failures.append("stopped: the disk is nearly full")
                break
    for process in senders:
        process.terminate() if failures else None
        process.join(60)
    status = subprocess.run(["dotnet", options.node, "status", "--json", "--config", str(out / "acsa.json")],
                            capture_output=True, text=True)
    held = json.loads(status.stdout)["instances"] if status.stdout.startswith("{") else status.stdout + status.stderr
    end = {"end": True, "answered_success": total, "held": held, "other_statuses": others, "failures": failures, **resources(node.pid)}
    print(json.dumps(end), file=lines, flush=True)
    print(json.dumps(end))
    return 0 if total > 0 and held == total and not others and not failures else 1


def at(ordered, part):
    return round(ordered[min(len(ordered) - 1, int(part * len(ordered)))], 2) if ordered else None


if __name__ == "__main__":
    sys.exit(main())
