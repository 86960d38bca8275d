// Beside the snippets of docs/api.md: a file is chosen, and a test sees and stops what happens
const parts = [];
let stop = { after: Infinity };

uppy.on('s3-multipart:part-uploaded', (file, part) => {
  parts.push(part.PartNumber);
  if (parts.length >= stop.after) uppy[stop.by]();
});

document.querySelector('input').addEventListener('change', ({ target: { files: [data] } }) => {
  uppy.addFile({ name: data.name, type: data.type, data });
});

const ended = ({ successful, failed }) => ({
  error: failed[0]?.error,
  key: successful[0]?.response.body.key,
});

window.widget = {
  isPaused: () => uppy.getFiles().every((file) => file.isPaused),
  parts: () => parts,
  result: () => window.uploading,
  resume: () => uppy.resumeAll(),
  stop: (by, after) => { stop = { by, after }; },
  upload: () => { window.uploading = uppy.upload().then(ended); },
};
