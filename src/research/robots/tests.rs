//! What robots.txt means: the behaviours that RFC 9309 and Google's open parser agree on, case by case, and what goes beyond the RFC.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Duration;

use super::*;

fn allows(text: &str, target: &str) -> bool {
    Rules::parse(text, TOKEN).allows(target)
}

/// A file, the agent that asks, what it may read, what it may not.
type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

/// One line of rules for `ant`, whose everything else is closed.
fn opened(pattern: &str) -> String {
    format!("user-agent: ant\ndisallow: /\nallow: {pattern}\n")
}

#[test]
fn lines_and_groups_are_read_as_the_rfc_has_them() {
    const GROUPS: &str = "allow: /early/\n\nuser-agent: ant\ndisallow: /\nallow: /a/\nuser-agent: bee\ndisallow: /\nallow: /b/\n\n\nallow: /late/\n\
        user-agent: cat\n\nuser-agent: ANT\nallow: /z/\ndisallow: /\n";
    const CASES: &[Case] = &[
        // No file, no group, no rules: everything is open.
        ("", "ant", &["/", "/x"], &[]),
        ("user-agent: ant\ndisallow: /\n", "bee", &["/x"], &[]),
        ("user-agent: ant\ndisallow: /\n", "", &["/x"], &[]),
        ("user-agent: ant\n", "ant", &["/x"], &[]),
        // Unknown names are no rules; a missing colon is understood, three words are not.
        ("foo: ant\nbar: /\n", "ant", &["/x/y"], &[]),
        ("user-agent ant\ndisallow /\n", "ant", &[], &["/x/y"]),
        ("user-agent: ant\ndisallow / now\n", "ant", &["/x"], &[]),
        ("user-agent :ant\n disallow\t: /x \n", "ant", &["/y"], &["/x"]),
        // Groups of one agent are taken together; rules outside of groups count for nobody; empty lines end nothing.
        (GROUPS, "ant", &["/a/b", "/z/d"], &["/b/c", "/early/", "/late/a"]),
        (GROUPS, "bee", &["/b/c", "/late/a"], &["/z/d", "/early/"]),
        (GROUPS, "cat", &["/z/d"], &["/early/", "/a/b"]),
        // What is no rule does not end a run of agents.
        ("user-agent: bee\nsitemap: https://a.example/s\nuser-agent: *\ndisallow: /\n", "ant", &[], &["/"]),
        ("user-agent: bee\nsitemap: https://a.example/s\nuser-agent: *\ndisallow: /\n", "bee", &[], &["/"]),
        ("user-agent: ant\nwhat-is-this: x\ncrawl-delay: 3\nuser-agent: *\ndisallow: /\n", "ant", &[], &["/"]),
        // Names of lines and agents know no case, paths do.
        ("USER-AGENT: Ant\nALLOW: /x/\nDISALLOW: /\n", "ANT", &["/x/y"], &["/a/b"]),
        ("uSeR-aGeNt: aNT\nAlLoW: /x/\ndIsAlLoW: /\n", "ant", &["/x/y"], &["/X/y"]),
        ("user-agent: ant\ndisallow: /X/\n", "ant", &["/x/y"], &["/X/y"]),
        // Known slips of the pen.
        ("useragent: ant\ndissallow: /a\ndissalow: /b\ndisalow: /c\ndiasllow: /d\ndisallaw: /e\n", "ant", &["/f"], &["/a", "/b", "/c", "/d", "/e"]),
        // An agent's name ends where letters, hyphen and underscore end.
        ("user-agent: *\ndisallow: /\nuser-agent: ant hill\nallow: /x/\ndisallow: /\n", "ant", &["/x/y"], &["/y"]),
        ("user-agent: *\ndisallow: /\nuser-agent: ant/2.1 (hill)\nallow: /x/\ndisallow: /\n", "ant", &["/x/y"], &["/y"]),
        ("user-agent: *\ndisallow: /\nuser-agent: ant-hill_x\nallow: /\n", "ant", &[], &["/"]),
        ("user-agent: *\ndisallow: /\nuser-agent: ant-hill_x\nallow: /\n", "ant-hill_x", &["/"], &[]),
        ("user-agent: ants\ndisallow: /\n", "ant", &["/"], &[]),
        ("user-agent: ツ\ndisallow: /\n", "ant", &["/"], &[]),
        // The star's groups hold only for those who are not named.
        ("user-agent: *\nallow: /\nuser-agent: ant\ndisallow: /\n", "ant", &[], &["/x/y"]),
        ("user-agent: *\nallow: /\nuser-agent: ant\ndisallow: /\n", "bee", &["/x/y"], &[]),
        ("user-agent: ant\nallow: /\nuser-agent: bee\ndisallow: /\nuser-agent: cat\ndisallow: /\n", "dog", &["/x/y"], &[]),
        ("user-agent: *\ndisallow: /x/\nuser-agent: ant\ndisallow: /y/\n", "ant", &["/x/page"], &["/y/page"]),
        ("user-agent: * # all\ndisallow: /a\n\nuser-agent: *\ndisallow: /b\n", "ant", &["/c"], &["/a", "/b"]),
        ("user-agent: * and all\ndisallow: /a\n", "ant", &[], &["/a"]),
        ("user-agent: *ant\ndisallow: /a\n", "ant", &["/a"], &[]),
        // Line ends of all systems, and a byte order mark, whole, in part, or in the wrong place.
        ("user-agent: ant\r\nallow: /x/y\r\n\r\ndisallow: /x\r\n", "ant", &["/x/y"], &["/x/z"]),
        ("user-agent: ant\rallow: /x/y\r\rdisallow: /x", "ant", &["/x/y"], &["/x/z"]),
        ("user-agent: ant\nallow: /x/y\r\n\ndisallow: /x", "ant", &["/x/y"], &["/x/z"]),
        ("\u{feff}user-agent: ant\ndisallow: /x\n", "ant", &["/y"], &["/x"]),
        ("\u{fffd}user-agent: ant\ndisallow: /x\n", "ant", &["/y"], &["/x"]),
        ("\u{fffd}\u{11}\u{fffd}user-agent: ant\ndisallow: /x\n", "ant", &["/x"], &[]),
        ("user-agent: ant\n\u{feff}disallow: /x\n", "ant", &["/x"], &[]),
        // A page that was sent in place of the file.
        ("<!doctype html><title>Not found</title><p>disallow: /", "ant", &["/"], &[]),
    ];
    for (text, agent, open, closed) in CASES {
        let rules = Rules::parse(text, agent);
        open.iter().for_each(|path| assert!(rules.allows(path), "{agent} may read {path}:\n{text}"));
        closed.iter().for_each(|path| assert!(!rules.allows(path), "{agent} may not read {path}:\n{text}"));
    }
}

#[test]
fn the_longest_pattern_decides_and_allow_wins_a_tie() {
    // Rules of one group, what is open, what is closed.
    const CASES: &[(&str, &[&str], &[&str])] = &[
        ("disallow: /x/page.html\nallow: /x/", &["/x/other"], &["/x/page.html"]),
        ("allow: /x/page.html\ndisallow: /x/", &["/x/page.html"], &["/x/"]),
        ("disallow: \nallow: ", &["/x"], &[]),
        ("disallow:", &["/", "/x"], &[]),
        ("disallow: /\nallow: /", &["/x"], &[]),
        ("disallow: /x\nallow: /x/", &["/x/"], &["/x"]),
        ("disallow: /x/page.html\nallow: /x/page.html", &["/x/page.html"], &[]),
        ("allow: /page\ndisallow: /*.html", &["/page"], &["/page.html"]),
        ("allow: /x/page.\ndisallow: /*.html", &["/x/page.html"], &["/x/y.html"]),
        ("allow: /p\ndisallow: /", &["/page"], &["/x"]),
        ("allow: /folder\ndisallow: /folder", &["/folder/page"], &[]),
        ("allow: /page\ndisallow: /*.htm", &["/page"], &["/page.htm"]),
        ("allow: /$\ndisallow: /", &["/"], &["/page.html"]),
        ("disallow: /private\nallow: /private/open", &["/", "/private/open/a"], &["/private/a"]),
    ];
    for (rules, open, closed) in CASES {
        let rules = Rules::parse(&format!("user-agent: ant\n{rules}\n"), "ant");
        open.iter().for_each(|path| assert!(rules.allows(path), "{path}: {rules:?}"));
        closed.iter().for_each(|path| assert!(!rules.allows(path), "{path}: {rules:?}"));
    }
}

#[test]
fn stars_ends_and_comments_are_understood() {
    // A pattern, the paths it matches, the paths it does not.
    const CASES: &[(&str, &[&str], &[&str])] = &[
        ("/fish", &["/fish", "/fish.html", "/fish/salmon.html", "/fishheads/yummy.html", "/fish.html?id=any"], &["/Fish.asp", "/catfish", "/?id=fish", "/bar"]),
        ("/fish*", &["/fish", "/fish.html", "/fish/salmon.html", "/fishheads", "/fish.html?id=any"], &["/Fish.bar", "/catfish", "/?id=fish"]),
        ("/fish/", &["/fish/", "/fish/salmon", "/fish/?salmon", "/fish/?id=any"], &["/fish", "/fish.html", "/Fish/Salmon.html"]),
        (
            "/*.php",
            &["/filename.php", "/folder/filename.php?parameters", "//folder/any.php.file.html", "/filename.php/", "/index?f=filename.php/"],
            &["/php/", "/index?php", "/windows.PHP"],
        ),
        (
            "/*.php$",
            &["/filename.php", "/folder/filename.php"],
            &["/filename.php?parameters", "/filename.php/", "/filename.php5", "/php/", "/filename?php", "/aaaphpaaa", "//windows.PHP"],
        ),
        ("/fish*.php", &["/fish.php", "/fishheads/catfish.php?parameters"], &["/Fish.PHP"]),
        ("/foo/*/qux", &["/foo/bar/qux", "/foo//qux", "/foo/a/b/quxx"], &["/foo/qux", "/foo/bar/quz"]),
        ("/foo/bar$", &["/foo/bar"], &["/foo/bar/", "/foo/bar/qux", "/foo/bar?x"]),
        ("/foo/quz#qux", &["/foo/quz", "/foo/quz/a"], &["/foo/qu"]),
        ("/a*b*c", &["/axxbyyc"], &["/acb"]),
        ("*/b$", &["/b/b"], &["/b/c"]),
        ("/a*$", &["/abc"], &["/b"]),
        ("/a*a$", &["/aa", "/aba"], &["/a"]),
        ("/a$b", &["/a$b", "/a$bc"], &["/a", "/ab"]),
        ("/a%24", &["/a$"], &["/a", "/ab"]),
        ("/file-%2A.html", &["/file-*.html"], &["/file-x.html"]),
        ("/**", &["/", "/x"], &[]),
    ];
    for (pattern, hits, misses) in CASES {
        let rules = Rules::parse(&opened(pattern), "ant");
        hits.iter().for_each(|path| assert!(rules.allows(path), "{pattern} matches {path}"));
        misses.iter().for_each(|path| assert!(!rules.allows(path), "{pattern} does not match {path}"));
    }
    assert!(allows("user-agent: *\n# disallow: /\n", "/x"));
}

#[test]
fn one_path_has_one_spelling() {
    // RFC 9309 §2.2.2: what is not reserved is compared decoded, all else coded.
    for (pattern, target, hit) in [
        ("/foo/bar?qux=taz&baz=http://foo.bar?tar&par", "/foo/bar?qux=taz&baz=http://foo.bar?tar&par", true),
        ("/foo/bar/ツ", "/foo/bar/%E3%83%84", true),
        ("/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84", true),
        ("/foo/bar/ツ", "/foo/bar/ツ", true),
        ("/foo/bar/%62%61%7A", "/foo/bar/baz", true),
        ("/foo/bar/baz", "/foo/bar/%62%61%7A", true),
        ("/a%2fb", "/a%2Fb", true),
        ("/a%2fb", "/a/b", false),
        ("/%7ea", "/~a", true),
        ("/a%3cb", "/a%3Cb", true),
        ("/100%", "/100%", true),
        ("/a b", "/a%20b", true),
    ] {
        assert_eq!(Rules::parse(&opened(pattern), "ant").allows(target), hit, "{pattern} {target}");
    }
}

#[test]
fn an_allowed_index_file_opens_its_folder() {
    let text = "user-agent: *\nallow: /open/index.html\ndisallow: /\n";
    assert!(allows(text, "/open/") && allows(text, "/open/index.html"));
    assert!(!allows(text, "/open/index.htm") && !allows(text, "/open/x") && !allows(text, "/other"));
}

#[test]
fn the_file_itself_may_always_be_read() {
    assert!(allows("user-agent: *\ndisallow: /\n", "/robots.txt"));
}

#[test]
fn a_longer_pattern_than_any_address_is_cut() {
    let long = format!("/x/{}", "a".repeat(PATTERN_MAX_BYTES - 3));
    let text = format!("user-agent: *\ndisallow: {long}/qux\n");
    assert!(allows(&text, "/fux"));
    assert!(!allows(&text, &format!("{long}/fux")));
}

#[test]
fn a_missing_file_allows_and_a_broken_server_refuses() {
    let received = |status| Received { status, text: String::from("User-agent: *\nDisallow: /"), ..Received::default() };
    for (status, open) in [
        (Some(404), true),
        (Some(403), true),
        (Some(401), true),
        (Some(429), true),
        (Some(304), true),
        (Some(500), false),
        (Some(503), false),
        (None, false),
        (Some(200), false),
    ] {
        assert_eq!(Rules::of(&received(status)).allows("/"), open, "{status:?}");
    }
}

#[test]
fn sitemaps_are_named_outside_groups() {
    let rules = Rules::parse("\u{feff}Sitemap: https://a.example/s.xml # main\r\nUser-agent: *\rDisallow: /x\r\nsitemap:/t.xml", TOKEN);
    assert_eq!(rules.sitemaps, ["https://a.example/s.xml", "/t.xml"]);
}

#[test]
fn the_wanted_rest_is_that_of_our_own_group() {
    let delay = |text: &str| Rules::parse(text, TOKEN).delay;
    assert_eq!(delay("user-agent: *\ncrawl-delay: 10\ndisallow: /x\n"), Some(Duration::from_secs(10)));
    assert_eq!(delay("user-agent: *\ndisallow: /x\nCrawl-Delay: 0.5 # half\n"), Some(Duration::from_millis(500)));
    assert_eq!(delay("user-agent: *\ncrawl-delay: 10\n\nuser-agent: magnetitebot\ncrawl-delay: 2\n"), Some(Duration::from_secs(2)));
    assert_eq!(delay("user-agent: *\ncrawl-delay: 10\n\nuser-agent: magnetitebot\ndisallow:\n"), None);
    assert_eq!(delay("user-agent: *\ncrawl-delay: 1e300\n"), Some(Duration::from_secs(3_600)));
    for bad in ["-1", "nan", "inf", "soon", ""] {
        assert_eq!(delay(&format!("user-agent: *\ncrawl-delay: {bad}\n")), None, "{bad}");
    }
    assert_eq!(delay("crawl-delay: 10\n"), None, "outside of every group");
}

#[test]
fn a_hostile_file_is_judged_in_time() {
    let started = std::time::Instant::now();
    let rule = format!("Disallow: /{}x\n", "*a".repeat(900));
    let text = format!("User-agent: *\n{}", rule.repeat(280));
    let rules = Rules::parse(&text, TOKEN);
    let target = format!("/{}", "a".repeat(8_000));
    assert!(rules.allows(&target));
    assert!(started.elapsed() < std::time::Duration::from_secs(2));
}

proptest::proptest! {
    #[test]
    fn any_file_and_path_can_be_judged(text in "(user-agent: \\*\n|disallow: |allow: |crawl-delay: |\\*|\\$|/|%|é|\\PC|\n){0,60}", target: String) {
        let _ = Rules::parse(&text, TOKEN).allows(&target);
    }
}
