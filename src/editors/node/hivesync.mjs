// HiveSync's events as JSON lines, with Node's own modules alone: node hivesync.mjs [--ack] [project…]
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { get } from 'node:http';
import { homedir } from 'node:os';

const data = { win32: `${process.env.APPDATA}/HiveSync/HiveSync/data`, darwin: `${homedir()}/Library/Application Support/dev.HiveSync.HiveSync` };
const home = process.env.HIVESYNC_HOME || data[process.platform] || `${process.env.XDG_DATA_HOME || `${homedir()}/.local/share`}/hivesync`;
const file = `${home}/bridge.json`, acks = process.argv.includes('--ack'), projects = process.argv.slice(2).filter(a => a !== '--ack');
let instance, last, failures = 0; // the place in the events counts for one instance of the desktop alone
const shown = new Set(); // notification ids, so that an event that comes twice is printed once

function connect() {
  const retry = () => { clearTimeout(pings); clearTimeout(late); setTimeout(connect, failures++ < 5 ? 2000 : 5000); };
  let at, socket, stage = 'greeted', buffer = Buffer.alloc(0), parts = [], pings, late;
  try {
    at = JSON.parse(readFileSync(file, 'utf8'));
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077 || statSync(file).uid !== process.getuid())) throw new Error('not private');
    if (!(at.v === 1 && at.port > 0 && at.port < 65536 && at.instance && at.token)) throw new Error('not ours');
  } catch { return retry(); }
  if (instance !== at.instance) [instance, last] = [at.instance, undefined]; const [key, cn] = [randomBytes(16).toString('base64'), randomBytes(24).toString('base64')];
  const mac = (role, sn) => createHmac('sha256', at.token).update(`HSB1|${role}|${at.port}|${instance}|${cn}|${sn}`).digest('base64');
  const frame = (op, body) => {
    const mask = randomBytes(4), size = body.length > 125 ? [0xfe, body.length >> 8, body.length & 255] : [0x80 | body.length];
    socket.write(Buffer.concat([Buffer.from([0x80 | op, ...size]), mask, body.map((byte, i) => byte ^ mask[i & 3])]));
  };
  const send = (type, payload = {}) => frame(1, Buffer.from(JSON.stringify({ type, payload })));
  const message = ({ type, seq, payload = {} }) => {
    if (stage === 'greeted') { // whoever cannot prove to be the desktop is told nothing
      const [ours, theirs] = [mac('server', payload.nonce), String(payload.proof)].map(text => Buffer.from(text));
      if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) return socket.destroy();
      return stage = 'proved', send('auth', { proof: mac('client', payload.nonce) });
    } else if (stage === 'proved') {
      if (type !== 'ready' || payload.instance !== instance) return socket.destroy();
      if (last < payload.replay_from) console.error('Events were missed: poll the backend for them.');
      [stage, failures, last] = ['ready', 0, payload.replay_from]; clearTimeout(late); socket.setTimeout(20000, () => socket.destroy()); // a pong comes within 5 s
      (function wait(beat) { if (beat) send('ping'); const left = 15000 - Date.now() % 15000; pings = setTimeout(wait, left < 100 ? 15000 : left, true); })(); // with all plugins of the machine
    }
    const id = payload.notification_id, again = seq <= last || seq && shown.has(id);
    if (seq) last = Math.max(seq, last); if (seq && id && shown.add(id).size > 2000) shown.delete(shown.values().next().value);
    if (type !== 'pong' && !again) console.log(JSON.stringify({ type, seq, payload }));
    if (acks && seq && id) send('ack', { notification_ids: [id] });
  };
  const receive = chunk => {
    for (buffer = Buffer.concat([buffer, chunk]); buffer.length > 1;) {
      const op = buffer[0] & 15, short = buffer[1] & 127, start = { 126: 4, 127: 10 }[short] || 2; if (buffer.length < start) return;
      const end = start + (start === 2 ? short : start === 4 ? buffer.readUInt16BE(2) : 65537), whole = buffer[0] & 128;
      if (op === 8 && buffer.length >= end && short > 1 && buffer.readUInt16BE(start) === 4403) { console.error('Disconnected in HiveSync Desktop.'); process.exit(0); } else if (end - start > 65536 || op === 8 || parts.length > 64) return socket.destroy(); if (buffer.length < end) return;
      if (op === 9) frame(10, buffer.subarray(start, end)); else if (op < 3) parts.push(buffer.subarray(start, end));
      buffer = buffer.subarray(end);
      if (op < 3 && whole) try { message(JSON.parse(Buffer.concat(parts.splice(0)))); } catch { return socket.destroy(); }
    }
  };
  const headers = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': 13, 'Sec-WebSocket-Key': key };
  const request = get({ host: '127.0.0.1', port: at.port, path: '/bridge', agent: false, headers }).on('error', () => {}).on('close', retry);
  late = setTimeout(() => (socket || request).destroy(), 5000); // for the upgrade and the handshake
  request.on('response', () => request.destroy()).on('upgrade', (_, opened, first) => {
    request.off('close', retry); socket = opened.on('error', () => {}).on('close', retry).on('data', receive);
    send('hello', { protocol_version: '1.0', client: 'node', nonce: cn, projects, resume_after: last }); receive(first);
  });
}
process.stdout.on('error', () => process.exit(0)); connect(); // ends when nobody reads the lines any more
