// Refuses what a content-security policy cannot: the ways out of a page that need no permission to fetch. Runs before
// all else, in the page only; nothing that comes later can undo it. Sojourn itself uses none of what is refused.
//
// | Refused | Because the policy leaves open |
// | --- | --- |
// | WebRTC, WebTransport, payment, sign-in, speech and the like | sockets, look-ups and services of other hosts |
// | making frames, forms, links, scripts, `meta`, `base` | pages of their own, hints that look up names, redirects |
// | changing the `link`, `meta`, `script` that are there | the same hints, in an element that is already in the page |
// | following a link to elsewhere, or to another window | an address can carry data |
// | navigation, but to this very page, and downloads of what it made | the same, by `location`, `history`, `meta refresh` |
// | `window.open`, other workers than of blobs, `document.write`, shadow trees | pages and scripts without these guards |
//
// What was refused, and what the policy forbade, is in `sojournPrivacy`, and told by `sojourn-refused` events; once all
// is loaded the page seals itself by a second policy, told by `sojourn-sealed`.
(() => {
    "use strict";
    // What the guards stand on, taken before any other script can change it. For the same reason no guard uses
    // `instanceof`, iteration or a method of a prototype.
    const { apply, construct, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
    const { freeze } = Object;
    const { CustomEvent, DOMException, URL, document } = globalThis;
    const { now } = Date;
    const method = (prototype, name) => {
        const original = prototype[name];
        return (self, ...values) => apply(original, self, values);
    };
    /** Reads a property; `undefined` where the browser has no such thing, or `self` is none. */
    const getter = (prototype, name) => {
        const get = prototype && getOwnPropertyDescriptor(prototype, name)?.get;
        return self => {
            try {
                return apply(get, self, []);
            } catch {
                return undefined;
            }
        };
    };
    const has = method(Set.prototype, "has");
    const indexOf = method(String.prototype, "indexOf");
    const slice = method(String.prototype, "slice");
    const lower = method(String.prototype, "toLowerCase");
    const push = method(Array.prototype, "push");
    const copy = method(Array.prototype, "slice");
    const createElement = method(Document.prototype, "createElement");
    const getAttribute = method(Element.prototype, "getAttribute");
    const getAttributeNS = method(Element.prototype, "getAttributeNS");
    const setAttribute = method(Element.prototype, "setAttribute");
    const append = method(Node.prototype, "appendChild");
    const dispatch = method(EventTarget.prototype, "dispatchEvent");
    const prevent = method(Event.prototype, "preventDefault");
    const pathOf = method(Event.prototype, "composedPath");
    const typeOf = getter(Event.prototype, "type");
    const targetOf = getter(Event.prototype, "target");
    const localName = getter(Element.prototype, "localName");
    const parentOf = getter(Node.prototype, "parentNode");
    const attributeName = getter(Attr.prototype, "name");
    const addressOf = getter(URL.prototype, "href");

    // --- The record ---------------------------------------------------------------------------------------------------

    const MOST = 1000;
    const records = [];
    let count = 0;

    function note(kind, target) {
        count += 1;
        if (records.length < MOST) {
            push(records, freeze({ kind, target: slice(`${target}`, 0, 300), time: now() }));
        }
        dispatch(globalThis, new CustomEvent("sojourn-refused"));
    }

    function refuse(kind, target) {
        note(kind, target);
        throw new DOMException(`Sojourn refuses this (${kind}): ${target}`, "SecurityError");
    }

    // --- Putting guards in place --------------------------------------------------------------------------------------

    /** Replaces a property for good. A browser that has it not, or holds it fast, keeps what it has. */
    function replace(owner, name, change) {
        // Some stand on a prototype further up.
        while (owner && !getOwnPropertyDescriptor(owner, name)) {
            owner = getPrototypeOf(owner);
        }
        const before = owner && getOwnPropertyDescriptor(owner, name);
        if (before?.configurable) {
            const after = { ...before, ...change(before), configurable: false };
            if ("value" in after) {
                after.writable = false;
            }
            defineProperty(owner, name, after);
        }
    }

    /** `guard` sees the receiver and the arguments first, and may change them; what it throws, the caller gets. */
    const guardMethod = (owner, name, guard) =>
        replace(owner, name, ({ value }) => ({
            value(...values) {
                guard(this, values);
                return apply(value, this, values);
            },
        }));

    const guardSetter = (owner, name, guard) =>
        replace(owner, name, ({ set }) => set && {
            set(value) {
                guard(this);
                apply(set, this, [value]);
            },
        });

    /** Takes a property away; asking for it is noted. It is not listed, so that looking at all of them asks nothing. */
    const remove = (owner, name, kind) =>
        owner && name in owner && defineProperty(owner, name, {
            get: () => void note(kind, name),
            set: undefined,
            enumerable: false,
            configurable: false,
        });

    // --- Sockets and services -----------------------------------------------------------------------------------------

    for (const name of ownKeys(globalThis)) {
        if (typeof name === "string" && /^(webkit|moz)?RTC/.test(name)) {
            remove(globalThis, name, "connection");
        }
    }
    for (const name of [
        "WebTransport", "WebSocketStream", "TCPSocket", "TCPServerSocket", "UDPSocket", "SharedWorker", "PaymentRequest",
        "PresentationRequest", "Notification", "MediaMetadata", "IdentityCredential", "PublicKeyCredential", "XSLTProcessor",
        "SpeechRecognition", "webkitSpeechRecognition", "speechSynthesis", "SpeechSynthesisUtterance", "sharedStorage",
        "fetchLater", "attributionReporting",
    ]) {
        remove(globalThis, name, "connection");
    }
    for (const name of [
        "credentials", "registerProtocolHandler", "joinAdInterestGroup", "runAdAuction", "presentation", "install",
    ]) {
        remove(Navigator.prototype, name, "connection");
    }

    // --- Elements that the program never makes ------------------------------------------------------------------------

    const NEVER_MADE = new Set([
        "iframe", "frame", "frameset", "fencedframe", "portal", "object", "embed", "applet", "form", "link", "script",
        "meta", "base",
    ]);
    const isNeverMade = name => has(NEVER_MADE, lower(slice(name, indexOf(name, ":") + 1)));

    for (const [owner, maker, at] of [
        [Document, "createElement", 0], [Document, "createElementNS", 1], [DOMImplementation, "createDocument", 1],
    ]) {
        guardMethod(owner.prototype, maker, (_, values) => {
            // As text once: an object could say another name when it is asked again.
            values[at] = values[at] === null ? null : `${values[at]}`;
            if (isNeverMade(values[at] ?? "")) {
                refuse("element", values[at]);
            }
        });
    }
    // `class extends HTMLIFrameElement` would be made by its constructor.
    guardMethod(CustomElementRegistry.prototype, "define", (_, values) => {
        if (values[2] !== undefined) {
            refuse("element", values[0]);
        }
    });
    for (const frame of ["HTMLIFrameElement", "HTMLFrameElement", "HTMLObjectElement", "HTMLEmbedElement"]) {
        for (const name of ["contentWindow", "contentDocument", "getSVGDocument"]) {
            remove(globalThis[frame]?.prototype, name, "element");
        }
    }
    // Clicks inside a shadow tree can hide from the page; a new document has no listeners; sanitised markup has links.
    for (const [owner, name] of [
        [Element.prototype, "attachShadow"], [Element.prototype, "setHTML"], [Element.prototype, "setHTMLUnsafe"],
        [Document.prototype, "open"], [Document.prototype, "write"], [Document.prototype, "writeln"],
        [Document, "parseHTML"], [Document, "parseHTMLUnsafe"],
    ]) {
        guardMethod(owner, name, () => refuse("document", name));
    }

    // --- The elements that are there stay as they are -----------------------------------------------------------------

    const refuseChange = (element, what) => {
        const name = localName(element) ?? "";
        if (isNeverMade(name)) {
            refuse("element", `${name} ${what}`);
        }
    };
    for (const name of ["setAttribute", "setAttributeNS", "setAttributeNode", "setAttributeNodeNS", "toggleAttribute"]) {
        guardMethod(Element.prototype, name, (element, values) => refuseChange(element, values[0]));
    }
    for (const name of ["setNamedItem", "setNamedItemNS"]) {
        guardMethod(NamedNodeMap.prototype, name, () => refuse("element", name));
    }
    for (const [owner, name] of [[Attr, "value"], [Node, "nodeValue"], [Node, "textContent"]]) {
        guardSetter(owner.prototype, name, node => {
            if (attributeName(node) !== undefined) {
                refuse("element", attributeName(node));
            }
        });
    }
    for (const { prototype } of [HTMLLinkElement, HTMLMetaElement, HTMLScriptElement, HTMLBaseElement]) {
        for (const name of ownKeys(prototype)) {
            guardSetter(prototype, name, element => refuseChange(element, name));
        }
    }
    remove(HTMLLinkElement.prototype, "relList", "element");

    // --- Links, forms and windows -------------------------------------------------------------------------------------

    const withoutFragment = address => {
        const at = indexOf(address, "#");
        return at < 0 ? address : slice(address, 0, at);
    };
    const home = withoutFragment(location.href);
    const resolved = address => {
        try {
            return addressOf(new URL(address, home));
        } catch {
            return address;
        }
    };
    const isHere = address => withoutFragment(resolved(address)) === home;
    const isBlob = address => indexOf(address, "blob:") === 0;
    // Sojourn as one file, which the hosted page offers.
    const ownCopy = resolved("sojourn.html");
    const maySave = address => isBlob(address) || resolved(address) === ownCopy;
    const svgAddress = getter(globalThis.SVGAElement?.prototype, "href");
    const animated = getter(globalThis.SVGAnimatedString?.prototype, "animVal");

    /** Where a link leads away to; `undefined` where `node` is none, or stays here, or saves what may be saved. */
    function leadsTo(node) {
        const name = localName(node);
        if (name !== "a" && name !== "area") {
            return undefined;
        }
        const address = animated(svgAddress(node)) || (getAttribute(node, "href")
            ?? getAttributeNS(node, "http://www.w3.org/1999/xlink", "href"));
        if (address === null || (maySave(address) && getAttribute(node, "download") !== null)) {
            return undefined;
        }
        const target = lower(getAttribute(node, "target") ?? "");
        return isHere(address) && (target === "" || target === "_self") ? undefined : resolved(address);
    }

    /** The same of the first link from `node` upwards that leads away. */
    function leadsAway(node) {
        let address;
        while (node && address === undefined) {
            address = leadsTo(node);
            node = parentOf(node);
        }
        return address;
    }

    // Clicked by script, a link works in no document as well, where no listener of the page hears of it.
    const refuseClick = node => {
        const address = leadsAway(node);
        if (address !== undefined) {
            refuse("link", address);
        }
    };
    guardMethod(HTMLElement.prototype, "click", refuseClick);
    guardMethod(EventTarget.prototype, "dispatchEvent", (node, values) => {
        if (typeOf(values[0]) === "click") {
            refuseClick(node);
        }
    });
    for (const type of ["click", "auxclick"]) {
        addEventListener(type, event => {
            const path = pathOf(event);
            for (let at = 0; at < path.length; at += 1) {
                const address = leadsTo(path[at]);
                if (address !== undefined) {
                    prevent(event);
                    note("link", address);
                    return;
                }
            }
        }, true);
    }
    addEventListener("submit", event => {
        prevent(event);
        note("form", "submit");
    }, true);
    for (const name of ["submit", "requestSubmit"]) {
        guardMethod(HTMLFormElement.prototype, name, () => refuse("form", name));
    }
    // A site that opened this page keeps no hold of it.
    globalThis.opener = null;
    replace(globalThis, "open", () => ({
        value(address) {
            note("window", address ?? "");
            return null;
        },
    }));

    // --- Navigation ---------------------------------------------------------------------------------------------------

    const destinationOf = getter(globalThis.NavigateEvent?.prototype, "destination");
    const downloadOf = getter(globalThis.NavigateEvent?.prototype, "downloadRequest");
    const formOf = getter(globalThis.NavigateEvent?.prototype, "formData");
    const urlOf = getter(globalThis.NavigationDestination?.prototype, "url");
    const guardsNavigation = typeof globalThis.navigation?.addEventListener === "function";
    if (guardsNavigation) {
        navigation.addEventListener("navigate", event => {
            const address = urlOf(destinationOf(event)) ?? "";
            const saves = (downloadOf(event) ?? null) !== null;
            if (saves ? !maySave(address) : !isHere(address) || formOf(event)) {
                prevent(event);
                note("navigation", address);
            }
        });
    }
    // A reload sends path and query to the host: they stay as they came from it.
    for (const name of ["pushState", "replaceState"]) {
        guardMethod(History.prototype, name, (_, values) => {
            if (values[2] !== undefined && values[2] !== null) {
                values[2] = `${values[2]}`;
                if (!isHere(values[2])) {
                    refuse("navigation", values[2]);
                }
            }
        });
    }

    // --- Workers ------------------------------------------------------------------------------------------------------

    // A worker of a blob has the policy of this page; one of a file has that of the file, which may be none.
    if (globalThis.Worker) {
        const BareWorker = Worker;
        const GuardedWorker = new Proxy(BareWorker, {
            construct(_, values, made) {
                if (!isBlob(`${values[0]}`)) {
                    refuse("worker", values[0]);
                }
                return construct(BareWorker, values, made);
            },
        });
        replace(globalThis, "Worker", () => ({ value: GuardedWorker }));
        replace(BareWorker.prototype, "constructor", () => ({ value: GuardedWorker }));
    }

    // --- What the policy forbade --------------------------------------------------------------------------------------

    const violation = globalThis.SecurityPolicyViolationEvent?.prototype;
    const directiveOf = getter(violation, "effectiveDirective");
    const blockedOf = getter(violation, "blockedURI");
    const dispositionOf = getter(violation, "disposition");
    let told = "";
    let toldAt = 0;
    addEventListener("securitypolicyviolation", event => {
        // By a style that they forbid, the privacy panel asks which policies are in force.
        const isQuestion = localName(targetOf(event)) === "style";
        if (isQuestion || dispositionOf(event) !== "enforce") {
            return;
        }
        // Each policy that forbids an attempt tells of it, one after the other.
        const target = `${directiveOf(event)} ${blockedOf(event)}`;
        if (target !== told || now() - toldAt > 50) {
            note("policy", target);
        }
        told = target;
        toldAt = now();
    }, true);

    // --- Sealing ------------------------------------------------------------------------------------------------------

    // Once all is loaded, not even the own host is to be reached: a second policy, on top of the first.
    const SEAL = "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; img-src blob: data:; form-action 'none'; base-uri 'none'";
    let sealedAt = null;
    function seal() {
        if (sealedAt === null) {
            const meta = createElement(document, "meta");
            setAttribute(meta, "http-equiv", "Content-Security-Policy");
            setAttribute(meta, "content", SEAL);
            append(document.head, meta);
            sealedAt = performance.now();
            dispatch(globalThis, new CustomEvent("sojourn-sealed"));
        }
    }

    defineProperty(globalThis, "sojournPrivacy", {
        value: freeze({
            /** What was refused, oldest first: `{ kind, target, time }`; the first thousand. */
            get refused() {
                return copy(records, 0);
            },
            /** How many there were in all. */
            get count() {
                return count;
            },
            /** The policy after loading, and since when it is in force (as `performance.now()`), or null. */
            policy: SEAL,
            get sealedAt() {
                return sealedAt;
            },
            /** Whether this browser lets a page refuse to be navigated. */
            guardsNavigation,
            /** Puts the policy after loading in force. */
            seal,
        }),
        enumerable: false,
        writable: false,
        configurable: false,
    });
})();
