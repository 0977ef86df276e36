//! Fixtures of the rows that are asked of the network beside the pages: answering time, certificate, DNS (26, 37, 45–47).

use super::super::testing::{certificate, fact};
use super::{Fixture, Stage};
use crate::model::dossier::{CertificateProbe, Trust};
use crate::model::finding::Status::{Fail, NotApplicable, NotMeasured, Pass};

#[rustfmt::skip]
pub const FIXTURES: &[Fixture] = &[
    Fixture(26, Pass, "", |_| {}),
    Fixture(26, Pass, "", |s| timed(s, &[790, 4_000, 800], None)),
    Fixture(26, Fail, "slow", |s| timed(s, &[900, 801, 4_000], Some(149))),
    Fixture(26, Fail, "very_slow", |s| timed(s, &[1_801, 1_900, 200], Some(20))),
    Fixture(26, NotMeasured, "", |s| timed(s, &[2_000, 2_000, 2_000], None)),
    Fixture(26, NotMeasured, "", |s| timed(s, &[2_000, 2_000, 2_000], Some(150))),
    Fixture(26, NotMeasured, "", |s| s.probes().timing = None),

    Fixture(37, Pass, "", |_| {}),
    Fixture(37, Pass, "", |s| s.probes().certificate = Some(certificate(31, 90, Trust::Valid))),
    Fixture(37, Pass, "", |s| s.probes().certificate = Some(certificate(4, 7, Trust::Valid))),
    Fixture(37, Fail, "expires_soon", |s| s.probes().certificate = Some(certificate(30, 365, Trust::Valid))),
    Fixture(37, Fail, "expires_soon", |s| s.probes().certificate = Some(certificate(14, 90, Trust::Valid))),
    Fixture(37, Fail, "expires_soon", |s| s.probes().certificate = Some(certificate(1, 7, Trust::Valid))),
    Fixture(37, Fail, "expired", |s| s.probes().certificate = Some(certificate(-3, 90, Trust::Expired))),
    Fixture(37, Fail, "wrong_host", |s| s.probes().certificate = Some(certificate(60, 90, Trust::WrongHost))),
    Fixture(37, Fail, "self_signed", |s| s.probes().certificate = Some(certificate(3_000, 3_650, Trust::SelfSigned))),
    Fixture(37, Fail, "untrusted", |s| s.probes().certificate = Some(certificate(60, 90, Trust::Untrusted))),
    Fixture(37, NotMeasured, "", |s| s.probes().certificate = None),
    Fixture(37, NotMeasured, "", |s| unseen(s, "timeout")),
    Fixture(37, NotApplicable, "", |s| { s.home().url = "http://oakandlime.example/".into(); unseen(s, "refused"); }),

    Fixture(45, Pass, "", |_| {}),
    Fixture(45, Fail, "missing", |s| s.spf().records.clear()),
    Fixture(45, Fail, "several", |s| s.spf().records.push("v=spf1 a -all".into())),
    Fixture(45, Fail, "pass_all", |s| { s.spf().records = vec!["v=spf1 +all".into()]; s.spf().pass_all = Some("oakandlime.example".into()); }),
    Fixture(45, Fail, "too_many_lookups", |s| s.spf().lookups = 11),
    Fixture(45, Pass, "", |s| s.spf().lookups = 10),
    Fixture(45, Fail, "syntax", |s| s.spf().fault = Some("\"ipv4:192.0.2.1\" is no term of SPF".into())),
    Fixture(45, NotMeasured, "", |s| s.spf().incomplete = true),
    Fixture(45, NotMeasured, "", |s| s.mail().spf = None),
    Fixture(45, NotMeasured, "", |s| s.mail().mx = None),
    Fixture(45, NotMeasured, "", |s| s.dossier.mail = None),
    Fixture(45, NotApplicable, "", |s| s.mail().mx = Some(Vec::new())),
    Fixture(45, NotApplicable, "", no_mail),

    Fixture(46, Pass, "", |_| {}),
    Fixture(46, Pass, "", |s| { s.dmarc().policy = Some("reject".into()); s.dmarc().inherited = true; }),
    Fixture(46, Fail, "missing", |s| s.dmarc().records.clear()),
    Fixture(46, Fail, "none_policy", |s| s.dmarc().policy = Some("none".into())),
    Fixture(46, Fail, "syntax", |s| s.dmarc().fault = Some("the tag p is not there".into())),
    Fixture(46, NotMeasured, "", |s| s.mail().dmarc = None),
    Fixture(46, NotApplicable, "", no_mail),

    Fixture(47, Pass, "", |_| {}),
    Fixture(47, Pass, "", |s| s.profile.emails.push(fact("oakandlime@gmail.com".to_owned()))),
    Fixture(47, Fail, "free_mail", |s| s.profile.emails = vec![fact("oakandlime@gmail.com".to_owned())]),
    Fixture(47, Fail, "no_mx", |s| s.mail().mx = Some(Vec::new())),
    Fixture(47, Fail, "no_mx", no_mail),
    Fixture(47, Pass, "", |s| { s.mail().mx = None; s.profile.emails = vec![fact("hello@limeandoak.example".to_owned())]; }),
    Fixture(47, NotApplicable, "", |s| s.profile.emails.clear()),
    Fixture(47, NotApplicable, "", |s| { no_mail(s); s.profile.emails = vec![fact("oakandlime@gmail.com".to_owned())]; }),
    Fixture(47, NotMeasured, "", |s| s.mail().mx = None),
    Fixture(47, NotMeasured, "", |s| s.dossier.mail = None),
];

fn timed(stage: &mut Stage, ttfb_ms: &[u64], baseline_ms: Option<u64>) {
    if let Some(timing) = &mut stage.probes().timing {
        (timing.ttfb_ms, timing.baseline_ms) = (ttfb_ms.to_vec(), baseline_ms);
    }
}

fn unseen(stage: &mut Stage, failure: &str) {
    let failure = Some(failure.to_owned());
    stage.probes().certificate = Some(CertificateProbe { seen: None, failure, ..certificate(60, 90, Trust::Valid) });
}

/// The domain says that it takes no mail.
fn no_mail(stage: &mut Stage) {
    (stage.mail().mx, stage.mail().null_mx) = (Some(Vec::new()), true);
}
