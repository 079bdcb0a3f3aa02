"""HiveSync's events as JSON lines, with the standard library alone: hivesync.py [--ack] [project...]"""
import base64, hashlib, hmac, json, os, pathlib, socket, struct, sys, threading, time

DATA = {"win32": "~/AppData/Roaming/HiveSync/HiveSync/data", "darwin": "~/Library/Application Support/dev.HiveSync.HiveSync"}
HOME = os.environ.get("HIVESYNC_HOME") or DATA.get(sys.platform) or os.environ.get("XDG_DATA_HOME", "~/.local/share") + "/hivesync"
FILE, ACKS, PROJECTS = pathlib.Path(HOME).expanduser() / "bridge.json", "--ack" in sys.argv, [a for a in sys.argv[1:] if a != "--ack"]
place, shown, failures, lock = {}, {}, 0, threading.Lock()  # the last event's number of one instance alone; the ids printed; attempts in a row

def frame(bridge, op, body):
    mask, size = os.urandom(4), len(body)
    head = bytes([0x80 | op, 0x80 | size]) if size < 126 else struct.pack("!BBH", 0x80 | op, 0xFE, size)
    with lock: bridge.sendall(head + mask + bytes(byte ^ mask[i & 3] for i, byte in enumerate(body)))

def say(message):
    try: print(json.dumps(message), flush=True)
    except BrokenPipeError: os._exit(0)  # nobody reads the lines any more

def send(bridge, type, **payload): frame(bridge, 1, json.dumps({"type": type, "payload": payload}).encode())

def receive(bridge, stream):
    parts = []
    while True:
        first, size = stream.read(2)
        if size > 125: size, = struct.unpack(*(("!H", stream.read(2)) if size == 126 else ("!Q", stream.read(8))))
        if first & 15 == 8 and stream.read(min(size, 2)) == b"\x11\x33": sys.exit("Disconnected in HiveSync Desktop.")  # close code 4403
        if size > 65536 or first & 15 == 8 or len(parts) > 64: raise ConnectionError("closed")
        body = stream.read(size)
        if first & 15 == 9: frame(bridge, 10, body)
        if first & 15 < 3: parts.append(body)
        if first & 15 < 3 and first & 128: return json.loads(b"".join(parts))

def listen(bridge, stream, at, ended):
    global failures; key, cn, last = *(base64.b64encode(os.urandom(16)).decode() for _ in range(2)), place.get(at["instance"])
    mac = lambda role, sn: base64.b64encode(hmac.new(at["token"].encode(), "|".join(
        ["HSB1", role, str(at["port"]), at["instance"], cn, sn]).encode(), hashlib.sha256).digest()).decode()
    bridge.sendall((f"GET /bridge HTTP/1.1\r\nHost: 127.0.0.1:{at['port']}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n").encode())
    if b" 101 " not in stream.readline(8192): raise ConnectionError("refused")
    while stream.readline(8192) not in (b"\r\n", b""): pass
    send(bridge, "hello", protocol_version="1.0", client="python", nonce=cn, projects=PROJECTS, **({"resume_after": last} if place else {}))
    theirs = receive(bridge, stream)["payload"]
    if not hmac.compare_digest(mac("server", theirs["nonce"]), theirs["proof"]): raise ConnectionError("not the desktop: it is told nothing")
    send(bridge, "auth", proof=mac("client", theirs["nonce"]))
    message = receive(bridge, stream)
    if message["payload"]["instance"] != at["instance"]: raise ConnectionError("refused")
    if last is not None and message["payload"]["replay_from"] > last: print("Events were missed: poll the backend for them.", file=sys.stderr)
    place[at["instance"]], failures = message["payload"]["replay_from"], 0
    bridge.settimeout(20); pause = lambda now: 15 - now % 15 if now % 15 < 14.9 else 15  # pings with all plugins of the machine; a pong comes within 5 s
    threading.Thread(target=lambda: [send(bridge, "ping") for _ in iter(lambda: ended.wait(pause(time.time())), True)], daemon=True).start()
    while True:
        seq, id = message.get("seq", 0), message.get("payload", {}).get("notification_id")
        if message["type"] != "pong" and not (seq and (seq <= place[at["instance"]] or id in shown)): say(message)
        if seq: place[at["instance"]] = max(seq, place[at["instance"]])
        if seq and id: shown[id] = len(shown) > 2000 and shown.pop(next(iter(shown)))
        if seq and id and ACKS: send(bridge, "ack", notification_ids=[id])
        message = receive(bridge, stream)

while True:
    ended = threading.Event()
    try:
        at = json.loads(FILE.read_text("utf-8"))
        if os.name == "posix" and (FILE.stat().st_mode & 0o077 or FILE.stat().st_uid != os.getuid()): raise ValueError("not private")
        if list(place) != [at["instance"]]: place = {}
        with socket.create_connection(("127.0.0.1", at["port"]), 5) as bridge, bridge.makefile("rb") as stream: listen(bridge, stream, at, ended)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, struct.error): pass
    finally: ended.set()
    time.sleep(2 if (failures := failures + 1) <= 5 else 5)
