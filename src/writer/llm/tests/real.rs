//! A real, deliberately weak model: not in the default run, started by `scripts/llm-check.sh`.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;

use super::*;
use crate::model::base_rates::BaseRates;
use crate::model::blueprint::Blueprint;
use crate::model::dossier::Dossier;
use crate::model::finding::Analysis;
use crate::model::lead::LeadFields;
use crate::writer::testing::{NOW, heating, joinery, offer, saas};
use crate::writer::{self, Brief, claims};

/// What the script says.
struct Told {
    settings: LlmSettings,
    deadline: Duration,
    /// Folder of files with `dossier` and `analysis`; the three sample sites without.
    dossiers: Option<String>,
    /// How many of them.
    most: usize,
}

fn told() -> Told {
    let say = |name: &str| std::env::var(name).ok();
    let url = say("MAGNETITE_CHECK_URL").expect("MAGNETITE_CHECK_URL is the base URL of an OpenAI-compatible server; scripts/llm-check.sh sets it");
    let model = say("MAGNETITE_CHECK_MODEL").unwrap_or_else(|| "local".into());
    let seconds = say("MAGNETITE_CHECK_DEADLINE").and_then(|text| text.parse().ok()).unwrap_or(600);
    let most = say("MAGNETITE_CHECK_COUNT").and_then(|text| text.parse().ok()).unwrap_or(3);
    Told {
        settings: serde_json::from_value(serde_json::json!({"provider": "openai", "baseUrl": url, "model": model})).unwrap(),
        deadline: Duration::from_secs(seconds),
        dossiers: say("MAGNETITE_CHECK_DOSSIERS"),
        most,
    }
}

/// Words of a sentence that would be a fact: numbers, and names that do not begin it.
fn facts(text: &str) -> Vec<String> {
    let words = text.split_whitespace().enumerate();
    let telling = words.filter(|(at, word)| word.chars().any(|c| c.is_ascii_digit()) || (*at > 0 && word.chars().any(char::is_uppercase)));
    telling.map(|(_, word)| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()).filter(|word| !word.is_empty()).collect()
}

/// Sums over documents.
#[derive(Default)]
struct Sums {
    documents: u32,
    by_model: u32,
    blocks: u32,
    replaced: u32,
    kept: u32,
    reworded: u32,
    unsupported: u32,
    refusals: BTreeMap<String, u32>,
    calls: BTreeMap<String, u32>,
}

async fn one(brief: &Brief<'_>, told: &Told, sums: &mut Sums) {
    let terms = Terms { deadline: told.deadline, tokens_left: 1_000_000, private_ok: true };
    let (written, calls) = with_model(&told.settings, &terms, async |model| write(brief, model).await).await;
    let draft = writer::draft(brief);
    let plan = claims::plan(brief, &draft);
    let own = serde_json::to_string(&draft.document).unwrap();
    let share = written.document.writer.model.clone().unwrap_or_default();
    println!(
        "{}: {} of {} blocks by the model, {} sentences, refused {:?}",
        draft.document.title,
        share.blocks - share.replaced,
        share.blocks,
        share.kept,
        share.refusals
    );
    for claim in &written.document.claims {
        if own.contains(&claim.text) {
            continue;
        }
        sums.reworded += 1;
        // Independent of the gate: each number and name stands in a planned sentence on the same evidence, or in what was posted.
        let known: String = plan
            .iter()
            .flat_map(|block| &block.claims)
            .filter(|known| known.evidence.iter().any(|id| claim.evidence.contains(&id.0)))
            .map(|claim| claim.statement.as_str())
            .collect();
        let strange: Vec<String> = facts(&claim.text).into_iter().filter(|fact| !known.contains(fact.as_str())).collect();
        sums.unsupported += u32::from(!strange.is_empty());
        println!("  model:    {} {}", claim.text, if strange.is_empty() { String::new() } else { format!("<- {strange:?}") });
        // To be read side by side.
        let sourced = plan.iter().flat_map(|block| &block.claims).filter(|known| known.evidence.iter().any(|id| claim.evidence.contains(&id.0)));
        sourced.for_each(|known| println!("  built-in: {}", known.statement));
    }
    sums.documents += 1;
    sums.by_model += u32::from(written.document.writer.name == "llm");
    sums.blocks += share.blocks;
    sums.replaced += share.replaced;
    sums.kept += share.kept;
    for (rule, count) in share.refusals {
        *sums.refusals.entry(rule).or_default() += count;
    }
    for call in calls {
        *sums.calls.entry(call.outcome.as_str()).or_default() += 1;
    }
    assert_eq!(written.document.writer.coverage, draft.document.writer.coverage);
}

#[tokio::test]
#[ignore = "needs a model's server: scripts/llm-check.sh"]
async fn a_weak_model_says_nothing_untrue_and_leaves_nothing_out() {
    let told = told();
    let mut sums = Sums::default();
    match &told.dossiers {
        None => {
            for case in [joinery(), saas(), heating()].into_iter().take(told.most) {
                one(&case.brief(), &told, &mut sums).await;
            }
        }
        Some(folder) => {
            let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
            files.sort();
            for file in files.into_iter().take(told.most) {
                let value: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
                let dossier: Dossier = serde_json::from_value(value["dossier"].clone()).unwrap();
                let analysis: Analysis = serde_json::from_value(value["analysis"].clone()).unwrap();
                let lead = LeadFields { email: "reader@example.com".into(), domain: dossier.domain.clone(), ..LeadFields::default() };
                let (offer, blueprint) = (offer(), Blueprint::default());
                let brief = Brief { rates: BaseRates::built_in(), ..Brief::of(&lead, &dossier, &analysis, &offer, &blueprint, NOW) };
                one(&brief, &told, &mut sums).await;
            }
        }
    }
    println!(
        "{} documents, {} with sentences of the model; {} blocks, {} replaced; {} sentences kept, {} of them reworded claims, {} unsupported; refused {:?}; calls {:?}",
        sums.documents, sums.by_model, sums.blocks, sums.replaced, sums.kept, sums.reworded, sums.unsupported, sums.refusals, sums.calls
    );
    assert!(sums.unsupported * 200 <= sums.kept.max(1), "{} of {}", sums.unsupported, sums.kept);
}
