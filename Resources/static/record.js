// Records a voice for a file field, from the microphone; a sound of another kind that is chosen there is made WAV first. The field works
// without this module.
//
// In the page: <div data-recorder="id of the field" data-longest="seconds" data-start data-stop data-refused hidden>
//   <button data-record>…</button> <button data-play hidden>…</button> <span role="timer"></span> <p role="status"></p></div>

const area = document.querySelector("[data-recorder]");
const field = area && document.getElementById(area.dataset.recorder);
// Kinds that the server reads as they are; what other browsers record is made WAV.
const KINDS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus"];
const RATE = 16_000;

/** The samples of a sound of any kind that the browser plays. */
const decoded = async (blob) => new OfflineAudioContext(1, 1, RATE).decodeAudioData(await blob.arrayBuffer());

/** RIFF WAVE: one channel, 16 bits. */
function wave(sound) {
  const channels = Array.from({ length: sound.numberOfChannels }, (_, number) => sound.getChannelData(number));
  const view = new DataView(new ArrayBuffer(44 + sound.length * 2));
  const letters = (place, text) => [...text].forEach((letter, step) => view.setUint8(place + step, letter.charCodeAt(0)));
  letters(0, "RIFF");
  view.setUint32(4, 36 + sound.length * 2, true);
  letters(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sound.sampleRate, true);
  view.setUint32(28, sound.sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  letters(36, "data");
  view.setUint32(40, sound.length * 2, true);
  for (let place = 0; place < sound.length; place += 1) {
    const sum = channels.reduce((total, channel) => total + channel[place], 0) / channels.length;
    view.setInt16(44 + place * 2, Math.max(-1, Math.min(1, sum)) * 32_767, true);
  }
  return new File([view.buffer], "voice.wav", { type: "audio/wav" });
}

function give(file) {
  const transfer = new DataTransfer();
  transfer.items.add(file);
  field.files = transfer.files;
}

if (field && window.DataTransfer && window.OfflineAudioContext) {
  const record = area.querySelector("[data-record]");
  const play = area.querySelector("[data-play]");
  const timer = area.querySelector("[role=timer]");
  const status = area.querySelector("[role=status]");
  let recorder = null;
  let playing = null;

  const silence = () => {
    playing?.stop();
    playing = null;
  };

  const kindOf = async (file) => {
    const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
    return ["OggS", "RIFF", "\x1A\x45\xDF\xA3"].includes(String.fromCharCode(...head));
  };

  const chosen = async () => {
    const [file] = field.files;
    play.hidden = !file;
    status.textContent = "";
    if (!file || await kindOf(file)) return;
    // What the browser cannot play either, the server refuses with its reason.
    try { give(wave(await decoded(file))); } catch { play.hidden = true; }
  };

  const end = () => {
    if (recorder?.state === "recording") recorder.stop();
  };

  const begin = async () => {
    silence();
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    } catch {
      status.textContent = area.dataset.refused;
      return;
    }
    const kind = KINDS.find((one) => MediaRecorder.isTypeSupported(one));
    const parts = [];
    recorder = new MediaRecorder(stream, { ...(kind && { mimeType: kind }), audioBitsPerSecond: 32_000 });
    recorder.ondataavailable = (event) => parts.push(event.data);
    const started = Date.now();
    const clock = setInterval(() => {
      const seconds = Math.floor((Date.now() - started) / 1_000);
      timer.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      if (seconds >= Number(area.dataset.longest) - 1) end();
    }, 250);
    recorder.onstop = async () => {
      clearInterval(clock);
      for (const track of stream.getTracks()) track.stop();
      record.textContent = area.dataset.start;
      give(new File(parts, "voice", { type: recorder.mimeType }));
      await chosen();
    };
    record.textContent = area.dataset.stop;
    recorder.start();
  };

  record.hidden = !(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);
  record.addEventListener("click", () => (recorder?.state === "recording" ? end() : begin()));
  play.addEventListener("click", async () => {
    silence();
    const context = new AudioContext();
    try {
      playing = context.createBufferSource();
      playing.buffer = await decoded(field.files[0]);
      playing.connect(context.destination);
      playing.start();
    } catch { playing = null; }
  });
  field.addEventListener("change", chosen);
  addEventListener("pagehide", silence);
  area.hidden = false;
}
