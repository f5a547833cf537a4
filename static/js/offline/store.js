/** The browser's own database, as promises. Two tables: `writes`, in the order they were made, and `facts`. */
const NAME = 'psoascare';
const VERSION = 1;

let opening;

function open() {
  opening ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const writes = request.result.createObjectStore('writes', { keyPath: 'id', autoIncrement: true });
      writes.createIndex('key', 'key');
      request.result.createObjectStore('facts');
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  return opening;
}

/** Runs `work` on one table, in one transaction. Resolves with its result once it is really written. */
export async function within(table, mode, work) {
  const database = await open();
  return new Promise((done, failed) => {
    const transaction = database.transaction(table, mode, { durability: 'strict' });
    let result;
    Promise.resolve(work(asPromises(transaction.objectStore(table)))).then((value) => (result = value), failed);
    transaction.oncomplete = () => done(result);
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
}

const METHODS = ['get', 'getAll', 'put', 'add', 'delete'];

function asPromises(table) {
  const call = (target, method) => (...given) =>
    new Promise((done, failed) => {
      const request = target[method](...given);
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
  const calls = Object.fromEntries(METHODS.map((method) => [method, call(table, method)]));
  return { ...calls, byKey: (key) => call(table.index('key'), 'get')(key) };
}

export const fact = (name) => within('facts', 'readonly', (table) => table.get(name));
export const setFact = (name, value) => within('facts', 'readwrite', (table) => table.put(value, name));
