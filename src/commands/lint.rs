//! `magnetite lint`: checks a blueprint, an offer or a document against the rules, for use before they go out, as in CI.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use magnetite_document::Document;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::model::blueprint::Blueprint;
use crate::model::offer::Offer;
use crate::writer::lint::{self, Breach, Rules};

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  magnetite lint offer.toml\n  magnetite lint out/harbour-pine.json --offer offer.toml --json\n\nExit status 0: no rule is broken; 1: one is; 2: wrong usage."
)]
pub struct Lint {
    /// A document (JSON), a blueprint or an offer (TOML or JSON); which of them is told by its members.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The offer whose words to avoid and claims not to make hold.
    #[arg(long, value_name = "FILE")]
    offer: Option<PathBuf>,
    /// The blueprint whose length and rules hold.
    #[arg(long, value_name = "FILE")]
    blueprint: Option<PathBuf>,
    /// One JSON object on standard output instead of lines.
    #[arg(long)]
    json: bool,
}

impl Lint {
    /// # Errors
    /// A file that cannot be read, and any broken rule.
    pub fn run(self) -> anyhow::Result<()> {
        let offer: Offer = self.offer.as_deref().map(read).transpose()?.unwrap_or_default();
        let blueprint: Blueprint = self.blueprint.as_deref().map(read).transpose()?.unwrap_or_default();
        let mut broken = 0;
        let mut told = Vec::new();
        for file in &self.files {
            let (kind, found) = check(file, &offer, &blueprint)?;
            broken += found.len();
            if self.json {
                let found: Vec<Value> = found.iter().map(|breach| json!({"rule": breach.rule, "at": breach.at, "reason": breach.reason})).collect();
                told.push(json!({"file": file, "kind": kind, "broken": found}));
                continue;
            }
            for breach in &found {
                say!("{}: {:<9} {}: {}", file.display(), breach.rule, breach.at, breach.reason);
            }
            if found.is_empty() {
                say!("{}: {kind}, no rule is broken", file.display());
            }
        }
        if self.json {
            say!("{}", json!({"files": told, "broken": broken}));
        }
        if broken > 0 {
            bail!("{broken} {} broken", if broken == 1 { "rule is" } else { "rules are" });
        }
        Ok(())
    }
}

/// What the file is, and what is wrong with it.
fn check(file: &Path, offer: &Offer, blueprint: &Blueprint) -> anyhow::Result<(&'static str, Vec<Breach>)> {
    let value = value(file)?;
    let has = |name: &str| value.get(name).is_some();
    if has("schema") {
        let document: Document = of(value, file)?;
        return Ok(("document", lint::document(&document, Rules { offer, blueprint })));
    }
    if ["sells", "company", "audience", "proof", "material", "focus", "url", "senderEmail"].into_iter().any(has) {
        return Ok(("offer", lint::offer(&of(value, file)?)));
    }
    if ["kind", "sections", "tone", "length", "language", "title", "priorities", "calculator"].into_iter().any(has) {
        return Ok(("blueprint", lint::blueprint(&of(value, file)?, offer)));
    }
    bail!("{}: is neither a document nor a blueprint nor an offer", file.display())
}

/// A TOML or JSON file.
pub(super) fn read<T: DeserializeOwned>(file: &Path) -> anyhow::Result<T> {
    of(value(file)?, file)
}

fn of<T: DeserializeOwned>(value: Value, file: &Path) -> anyhow::Result<T> {
    serde_json::from_value(value).with_context(|| format!("{}: cannot be read", file.display()))
}

/// TOML or JSON as a JSON value.
fn value(file: &Path) -> anyhow::Result<Value> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{}: cannot be read", file.display()))?;
    let value: anyhow::Result<Value> = match text.trim_start().starts_with('{') {
        true => serde_json::from_str(&text).map_err(anyhow::Error::from),
        false => toml::from_str(&text).map_err(anyhow::Error::from),
    };
    value.with_context(|| format!("{}: cannot be read", file.display()))
}
