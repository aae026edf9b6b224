//! The words of the privacy panel.

use super::{Language, format};

/// What something that was removed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Remembered settings.
    pub settings: usize,
    /// Files of the page.
    pub files: usize,
    /// Kept works.
    pub works: usize,
    /// Files of the page's own store.
    pub own_files: usize,
    /// Whether a service worker was taken off.
    pub worker: bool,
}

/// The words of the privacy panel.
pub struct PrivacyWords {
    /// What is shown here.
    pub intro: &'static str,
    /// Heading of the first section.
    pub now: &'static str,
    /// Requests since the page was loaded.
    pub requests: &'static str,
    /// None yet.
    pub no_requests: &'static str,
    /// There should be none.
    pub unexpected: &'static str,
    /// How they are counted.
    pub requests_note: &'static str,
    /// Before the page is loaded.
    pub still_loading: &'static str,
    /// Files that the page was loaded from.
    pub loaded: &'static str,
    /// So many, from the site.
    pub loaded_from: fn(usize, &str) -> String,
    /// So many, not only from the site.
    pub loaded_elsewhere: fn(usize) -> String,
    /// The single file.
    pub loaded_from_disk: &'static str,
    /// Where this page came from.
    pub source: &'static str,
    /// A file on this device.
    pub from_disk: &'static str,
    /// A site, by its host: what it can know.
    pub from_host: fn(&str) -> String,
    /// What the page may reach.
    pub may_reach: &'static str,
    /// Nothing.
    pub nothing: &'static str,
    /// Its own site.
    pub own_site: &'static str,
    /// Attempts that were blocked.
    pub blocked: &'static str,
    /// Heading of the policy.
    pub policy: &'static str,
    /// What it is.
    pub policy_note: &'static str,
    /// The browser confirmed so many policies.
    pub enforced: fn(usize) -> String,
    /// The browser confirmed none.
    pub not_enforced: &'static str,
    /// While the browser is asked.
    pub asking: &'static str,
    /// The host sends one too.
    pub host_enforces: &'static str,
    /// The host sends none.
    pub host_does_not: &'static str,
    /// There is no host.
    pub no_host: &'static str,
    /// The page cannot be led elsewhere.
    pub guards_navigation: &'static str,
    /// The browser does not let a page refuse that.
    pub no_guard: &'static str,
    /// The start-up guards are not there.
    pub no_guards: &'static str,
    /// Policy of the page.
    pub page_policy: &'static str,
    /// Policy after loading.
    pub seal_policy: &'static str,
    /// Policy of the host.
    pub host_policy: &'static str,
    /// Heading of what is stored.
    pub stored: &'static str,
    /// Data never is.
    pub stored_note: &'static str,
    /// Nothing is.
    pub nothing_stored: &'static str,
    /// Column: what.
    pub what: &'static str,
    /// Column: what for.
    pub what_for: &'static str,
    /// Column: size.
    pub size: &'static str,
    /// What a remembered setting is, by its key.
    pub meaning: fn(&str) -> &'static str,
    /// The page's files.
    pub page_files: &'static str,
    /// What they are for.
    pub page_files_note: &'static str,
    /// So many files.
    pub files: fn(usize) -> String,
    /// The service worker.
    pub service_worker: &'static str,
    /// What it is for.
    pub service_worker_note: &'static str,
    /// A file of the page's own store.
    pub own_file_note: &'static str,
    /// So much is used of so much.
    pub usage: fn(&str, &str) -> String,
    /// Removes it all.
    pub forget: &'static str,
    /// Before it is done.
    pub forget_question: &'static str,
    /// Yes.
    pub forget_yes: &'static str,
    /// No.
    pub forget_no: &'static str,
    /// What was removed.
    pub removed: fn(Removed) -> String,
    /// Heading of the attempts.
    pub attempts: &'static str,
    /// There are none.
    pub no_attempts: &'static str,
    /// What they are.
    pub attempts_note: &'static str,
    /// So many more than shown.
    pub more_attempts: fn(u32) -> String,
    /// Column: when.
    pub time: &'static str,
    /// Column: by what means.
    pub means: &'static str,
    /// Column: where to.
    pub target: &'static str,
    /// Means of an attempt.
    pub kind: fn(&str) -> &'static str,
    /// Heading of the three steps.
    pub verify: &'static str,
    /// The steps: name and what to do.
    pub steps: [(&'static str, &'static str); 3],
    /// For those who want more.
    pub verify_more: &'static str,
    /// Heading of the limits.
    pub limits: &'static str,
    /// What no page can promise.
    pub limits_list: [&'static str; 4],
}

/// English.
pub const EN: PrivacyWords = PrivacyWords {
    intro: "Files are read, counted and drawn in this browser. Here is what the page has asked of the network, what the browser forbids it, and what stays on this device, as measured just now.",
    now: "Since the page was loaded",
    requests: "Requests to the network",
    no_requests: "The page has asked for nothing.",
    unexpected: "There should be none. Please report these:",
    requests_note: "Counted by the browser (Resource Timing); addresses that the page made itself, blob: and data:, never reach the network.",
    still_loading: "The page is still loading its files.",
    loaded: "Files it was loaded from",
    loaded_from: |n, host| format!("{} from {host}, and none from anywhere else", format::count(Language::English, n)),
    loaded_elsewhere: |n| format!("{}, not all from this site", format::count(Language::English, n)),
    loaded_from_disk: "One, on this device: everything is in it",
    source: "Where it came from",
    from_disk: "An HTML file on this device. Nobody is told that it is used.",
    from_host: |host| {
        format!("{host}. That host can know that the page was opened, and nothing of what is done in it.")
    },
    may_reach: "What the page may reach",
    nothing: "Nothing: it is sealed. The browser refuses every connection, to its own site too.",
    own_site: "Its own site only, until it is loaded",
    blocked: "Blocked attempts",
    policy: "Policy in force",
    policy_note: "A content-security policy tells the browser what a page may load and where it may connect. The page cannot loosen it.",
    enforced: |n| {
        if n == 1 {
            "The browser confirms: one policy is in force.".to_owned()
        } else {
            format!(
                "The browser confirms: {} policies are in force, and all must agree.",
                format::count(Language::English, n)
            )
        }
    },
    not_enforced: "The browser confirmed no policy. Do not use this page with confidential data.",
    asking: "Asking the browser…",
    host_enforces: "The host sends a policy of its own with the page.",
    host_does_not: "The host sends no policy of its own; that in the page holds. Whoever runs the site can add the header files that come with Sojourn.",
    no_host: "There is no host: the policy is in the file.",
    guards_navigation: "What a policy cannot forbid, the page's first script refuses: WebRTC, frames, forms, look-ups ahead of time, new windows, and leading the page to another address.",
    no_guard: "This browser does not let a page refuse to be led to another address. All else that a policy cannot forbid is refused.",
    no_guards: "The script that refuses what a policy cannot forbid did not run.",
    page_policy: "Policy of the page",
    seal_policy: "Added once the page was loaded",
    host_policy: "Policy sent by the host",
    stored: "Stored on this device",
    stored_note: "The work you opened is kept here, unless you switch that off on the data screen: a copy of the files, and what you chose and wrote. All of it stays on this device.",
    nothing_stored: "Nothing.",
    what: "What",
    what_for: "What for",
    size: "Size",
    meaning: |key| match key {
        "sojourn.language" => "The language you chose",
        "sojourn.theme" => "Light or dark, as you chose",
        "sojourn.keep" => "Whether work is kept on this device",
        "sojourn.segments" => "Segments you saved, by their names",
        "sojourn.mapping" => "What you said columns mean, by the names of the columns",
        key if key.starts_with("sojourn.model.") => {
            "The stages of the journey you chose, for files with the same touchpoints"
        }
        key if key.starts_with("sojourn.stages.") => "Stages you chose for touchpoints, by their names",
        key if ["sojourn.sides.", "sojourn.kinds.", "sojourn.channels.", "sojourn.owners."]
            .iter()
            .any(|kept| key.starts_with(kept)) =>
        {
            "Sides, kinds, channels and owners you chose for touchpoints, by their names"
        }
        key if key.starts_with("sojourn.names.") => "Names you chose for touchpoints, by what the files call them",
        key if key.starts_with("sojourn.report.") => "A report: what you pinned, and your notes",
        _ => "A setting of this page",
    },
    page_files: "Files of the page",
    page_files_note: "So that it opens without a network; fetched from its own site, and checked by their sums",
    files: |n| format!("{} {}", format::count(Language::English, n), if n == 1 { "file" } else { "files" }),
    service_worker: "Service worker",
    service_worker_note: "Serves these files when there is no network",
    own_file_note: "A file of this page",
    usage: |used, quota| format!("All pages of this site together use {used} of the {quota} that the browser allows."),
    forget: "Forget everything",
    forget_question: "Remove all of the above from this device? This cannot be undone. The page stays open, and so does your data until you close it.",
    forget_yes: "Remove it",
    forget_no: "Keep it",
    removed: |it| {
        let mut parts = Vec::new();
        let mut add = |n: usize, one: &str, many: &str| {
            if n > 0 {
                parts.push(format!("{} {}", format::count(Language::English, n), if n == 1 { one } else { many }));
            }
        };
        add(it.settings, "setting", "settings");
        add(it.files, "file of the page", "files of the page");
        add(it.works, "kept work", "kept works");
        add(it.own_files, "own file", "own files");
        add(usize::from(it.worker), "service worker", "");
        if parts.is_empty() {
            "There was nothing to remove.".to_owned()
        } else {
            format!("Removed: {}.", parts.join(", "))
        }
    },
    attempts: "Blocked attempts",
    no_attempts: "None. Nothing in this page has tried to reach out.",
    attempts_note: "What the browser or the page refused, newest first. Browser extensions are a common cause.",
    more_attempts: |n| format!("and {} more", format::count(Language::English, n)),
    time: "Time",
    means: "By",
    target: "Aimed at",
    kind: |kind| match kind {
        "policy" => "forbidden by the policy",
        "connection" => "connection or service",
        "element" => "element that loads or sends",
        "document" => "another document",
        "link" => "link to elsewhere",
        "form" => "form",
        "window" => "new window",
        "navigation" => "leading the page elsewhere",
        "worker" => "worker without a policy",
        _ => "other",
    },
    verify: "Check it yourself, in three steps",
    steps: [
        (
            "Go offline",
            "Once the page is loaded, unplug the cable or turn on flight mode, then open a file. All works as before: there is no server to ask. The single HTML file needs no network even to start.",
        ),
        (
            "Watch the network",
            "Press F12, choose Network, tick “Preserve log”, clear the list, and use the page. Nothing but blob: and data: addresses appears, which the page made itself. Browsers can record even look-ups of names: chrome://net-export in Chromium.",
        ),
        (
            "Try to break it",
            "In the console of the same tools type  fetch(\"https://example.com\")  and press Enter. The browser refuses, names the policy, and the attempt appears in the list on this page.",
        ),
    ],
    verify_more: "For a release: compare the files with SHA256SUMS, which comes with them, or build Sojourn from its sources; the same sources give the same bytes. SECURITY.md says what is promised.",
    limits: "What no page can promise",
    limits_list: [
        "Browser extensions that may read pages can read this one. Use a profile without extensions for confidential data.",
        "The device, its operating system and its browser are trusted: what they send by themselves, no page can stop.",
        "A host serves the page anew on each visit. Whoever does not trust the host uses the single HTML file, checked once.",
        "What you save, print or copy is yours to keep. Screens can be seen.",
    ],
};

/// 简体中文.
pub const ZH: PrivacyWords = PrivacyWords {
    intro: "文件的读取、统计与绘图都在此浏览器中完成。下面是刚刚实测的结果：本页面向网络请求过什么、浏览器禁止它做什么、本设备上留下了什么。",
    now: "页面载入之后",
    requests: "网络请求",
    no_requests: "本页面没有请求任何内容。",
    unexpected: "本不应有请求，请报告以下各项：",
    requests_note: "由浏览器计数（Resource Timing）；页面自行生成的 blob: 与 data: 地址从不经过网络。",
    still_loading: "页面仍在载入自身的文件。",
    loaded: "载入时所用文件",
    loaded_from: |n, host| format!("{} 个，全部来自 {host}，没有其他来源", format::count(Language::Chinese, n)),
    loaded_elsewhere: |n| format!("{} 个，并非全部来自本站", format::count(Language::Chinese, n)),
    loaded_from_disk: "一个，就在本设备上：一切都在其中",
    source: "页面来源",
    from_disk: "本设备上的一个 HTML 文件。使用它不会告知任何人。",
    from_host: |host| format!("{host}。该主机能知道页面被打开过，但对页面中的操作一无所知。"),
    may_reach: "页面可连接的范围",
    nothing: "无：页面已封闭。浏览器拒绝一切连接，连本站也不例外。",
    own_site: "载入完成之前，仅限本站",
    blocked: "被拦截的尝试",
    policy: "生效的策略",
    policy_note: "内容安全策略（CSP）规定浏览器允许页面加载什么、连接到哪里。页面自身无法放宽它。",
    enforced: |n| format!("浏览器确认：{} 条策略正在生效，须同时满足。", format::count(Language::Chinese, n)),
    not_enforced: "浏览器未确认任何策略。请勿用此页面处理机密数据。",
    asking: "正在询问浏览器…",
    host_enforces: "主机随页面另行发送了策略。",
    host_does_not: "主机没有另行发送策略，以页面内的策略为准。站点管理者可采用 Sojourn 附带的响应头文件。",
    no_host: "没有主机：策略就在文件之中。",
    guards_navigation: "策略无法禁止的，由页面最先运行的脚本拒绝：WebRTC、框架、表单、预先解析域名、新窗口，以及将页面引向其他地址。",
    no_guard: "此浏览器不支持页面拒绝被引向其他地址。策略无法禁止的其余途径均已拒绝。",
    no_guards: "用于拒绝策略所不能禁止之途径的脚本没有运行。",
    page_policy: "页面的策略",
    seal_policy: "载入完成后追加",
    host_policy: "主机发送的策略",
    stored: "本设备上存储的内容",
    stored_note: "您打开的工作保存在此处（可在数据页面关闭）：文件副本，以及您的选择与所写内容。全部只留在本设备上。",
    nothing_stored: "无。",
    what: "内容",
    what_for: "用途",
    size: "大小",
    meaning: |key| match key {
        "sojourn.language" => "您选择的语言",
        "sojourn.theme" => "您选择的浅色或深色",
        "sojourn.keep" => "是否在本设备上保存工作",
        "sojourn.segments" => "您保存的分群，按名称保存",
        "sojourn.mapping" => "您为各列指定的含义，按列名保存",
        key if key.starts_with("sojourn.model.") => "您选择的旅程阶段，用于触点相同的文件",
        key if key.starts_with("sojourn.stages.") => "您为触点选择的阶段，按触点名称保存",
        key if ["sojourn.sides.", "sojourn.kinds.", "sojourn.channels.", "sojourn.owners."]
            .iter()
            .any(|kept| key.starts_with(kept)) =>
        {
            "您为触点选择的线上线下、类型、渠道与负责人，按触点名称保存"
        }
        key if key.starts_with("sojourn.names.") => "您为触点选择的名称，按文件中的名称保存",
        key if key.starts_with("sojourn.report.") => "一份报告：您固定的内容与备注",
        _ => "本页面的一项设置",
    },
    page_files: "页面文件",
    page_files_note: "使页面无需网络也能打开；取自本站，并按校验和核对",
    files: |n| format!("{} 个文件", format::count(Language::Chinese, n)),
    service_worker: "Service worker",
    service_worker_note: "没有网络时提供上述文件",
    own_file_note: "本页面的文件",
    usage: |used, quota| format!("本站所有页面共使用 {used}，浏览器允许 {quota}。"),
    forget: "全部清除",
    forget_question: "从本设备清除上述所有内容？此操作无法撤销。页面保持打开，已打开的数据在关闭前仍可使用。",
    forget_yes: "清除",
    forget_no: "保留",
    removed: |it| {
        let mut parts = Vec::new();
        let mut add = |n: usize, unit: &str| {
            if n > 0 {
                parts.push(format!("{} {unit}", format::count(Language::Chinese, n)));
            }
        };
        add(it.settings, "项设置");
        add(it.files, "个页面文件");
        add(it.works, "份已保存的工作");
        add(it.own_files, "个自有文件");
        add(usize::from(it.worker), "个 service worker");
        if parts.is_empty() {
            "没有可清除的内容。".to_owned()
        } else {
            format!("已清除：{}。", parts.join("、"))
        }
    },
    attempts: "被拦截的尝试",
    no_attempts: "无。本页面中没有任何内容试图对外连接。",
    attempts_note: "浏览器或页面拒绝的操作，最新的在前。常见原因是浏览器扩展。",
    more_attempts: |n| format!("另有 {} 次", format::count(Language::Chinese, n)),
    time: "时间",
    means: "方式",
    target: "目标",
    kind: |kind| match kind {
        "policy" => "被策略禁止",
        "connection" => "连接或服务",
        "element" => "会加载或发送的元素",
        "document" => "另一文档",
        "link" => "指向他处的链接",
        "form" => "表单",
        "window" => "新窗口",
        "navigation" => "将页面引向他处",
        "worker" => "不受策略约束的 worker",
        _ => "其他",
    },
    verify: "三步亲自查证",
    steps: [
        (
            "断开网络",
            "页面载入后，拔掉网线或开启飞行模式，再打开文件。一切照常：没有需要询问的服务器。单文件版 HTML 连启动也不需要网络。",
        ),
        (
            "观察网络",
            "按 F12，选择“网络”（Network），勾选“保留日志”（Preserve log），清空列表，然后使用页面。出现的只有页面自行生成的 blob: 与 data: 地址。浏览器还能记录域名解析：Chromium 中的 chrome://net-export。",
        ),
        (
            "试着突破它",
            "在同一工具的控制台中输入  fetch(\"https://example.com\")  并按回车。浏览器会拒绝并指明策略，该尝试随即出现在本页的列表中。",
        ),
    ],
    verify_more: "核对发布版本：将文件与随附的 SHA256SUMS 比对，或从源代码自行构建；相同的源代码得到相同的字节。所承诺的内容见 SECURITY.md。",
    limits: "任何页面都无法承诺的",
    limits_list: [
        "能读取网页的浏览器扩展也能读取本页面。处理机密数据时，请使用没有扩展的浏览器配置。",
        "设备、操作系统与浏览器须可信：它们自行发送的内容，页面无从阻止。",
        "主机在每次访问时都会重新提供页面。不信任主机者可使用核对过一次的单文件版 HTML。",
        "您保存、打印或复制的内容由您自行保管。屏幕可能被他人看到。",
    ],
};
