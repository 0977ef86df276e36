//! `magnetite generate`: the main job with no server and no database: research → analysis → content → files.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, anyhow, bail};
use clap::Args;
use magnetite_document::{Document, Links};
use serde_json::{Map, Value, json};

use crate::app::{Clock, SystemClock, SystemRandom, base_rates, caller, fetcher, operator_llm};
use crate::config::{Secret, Settings};
use crate::generation::finalise::Artefacts;
use crate::model::blueprint::{Blueprint, LANGUAGES, MagnetKind};
use crate::model::dossier::{Dossier, Reading};
use crate::model::finding::{Analysis, Status};
use crate::model::lead::LeadFields;
use crate::model::offer::Offer;
use crate::model::project::slug_of_any;
use crate::model::schema::InputSchema;
use crate::model::writer_settings::Cost;
use crate::research::{self, Limits, Subject};
use crate::store::objects::Form;
use crate::writer::llm::{Model, Written};
use crate::writer::{self, Brief};

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  magnetite generate --email jane@harbourpine.example --full-name 'Jane Miller' --out out/")]
pub struct Generate {
    /// The person's address; its host is the site that is read, unless --domain names another.
    #[arg(long)]
    email: String,
    #[arg(long)]
    full_name: Option<String>,
    #[arg(long)]
    company: Option<String>,
    /// Host name or URL of the company's site.
    #[arg(long)]
    domain: Option<String>,
    #[arg(long)]
    industry: Option<String>,
    /// The person's role: it changes what comes first.
    #[arg(long)]
    title: Option<String>,
    /// Like 1-10 or 51-200.
    #[arg(long)]
    company_size: Option<String>,
    /// A custom field; may be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = parse_pair)]
    custom: Vec<(String, String)>,
    /// scorecard, checklist, playbook, calculator or swipe.
    #[arg(long, value_parser = kind)]
    kind: Option<MagnetKind>,
    /// Language of the document: en, de, fr, es, or site for that of the prospect's site.
    #[arg(long, value_parser = language)]
    language: Option<String>,
    /// The blueprint: a TOML or JSON file; --kind and --language go over it.
    #[arg(long, value_name = "FILE")]
    blueprint: Option<PathBuf>,
    /// Who writes; not given: as MAGNETITE_WRITER says. "llm" needs MAGNETITE_LLM_MODEL.
    #[arg(long, value_enum)]
    writer: Option<WriterChoice>,
    /// The seller's offer: a TOML or JSON file.
    #[arg(long, value_name = "FILE")]
    offer: Option<PathBuf>,
    /// Folder for the files.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// One JSON object on standard output instead of lines.
    #[arg(long)]
    json: bool,
}

fn kind(text: &str) -> Result<MagnetKind, String> {
    MagnetKind::of(text).ok_or_else(|| format!("must be one of {}", MagnetKind::ALL.map(MagnetKind::as_str).join(", ")))
}

fn language(text: &str) -> Result<String, String> {
    if LANGUAGES.contains(&text) { Ok(text.to_owned()) } else { Err(format!("must be one of {}", LANGUAGES.join(", "))) }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum WriterChoice {
    Builtin,
    Llm,
}

impl Generate {
    /// # Errors
    /// Wrong values, or a folder that cannot be written. A site that cannot be read is no error: the magnet says so.
    pub async fn run(self, settings: Settings) -> anyhow::Result<()> {
        let lead = self.lead()?;
        let offer = read_offer(self.offer.as_deref())?;
        let blueprint = self.blueprint()?;
        let started = Instant::now();
        let report = Report { quiet: self.json };

        let dossier = research(&settings, &lead, &report).await?;
        let step = Instant::now();
        let analysis = research::analyse(&dossier, &lead, &offer);
        report.phase("analysis", step, &analysis_found(&analysis));
        let step = Instant::now();
        let rates = base_rates(&settings)?;
        let mut brief = Brief::of(&lead, &dossier, &analysis, &offer, &blueprint, SystemClock.now());
        brief.rates = &rates;
        let by_model = self.writer.map_or(settings.llm.writes, |choice| choice == WriterChoice::Llm);
        let written = if by_model { Some(write_by_model(&settings, &brief).await?) } else { None };
        let calls = written.as_ref().map(|written| calls_found(written, &settings));
        let document = written.map_or_else(|| writer::write(&brief), |written| written.document);
        report.phase("content", step, &format!("{}{}", content_found(&document), calls.unwrap_or_default()));
        let step = Instant::now();
        let slug = slug_of_any(&[document.prepared_for.company.as_deref(), lead.site(), Some("magnet")]);
        let files = write_files(&document, &self.out, &slug)?;
        report.phase("finalizing", step, &files_found(&files));

        let page = files.first().map(|(path, _)| path.display().to_string()).unwrap_or_default();
        if self.json {
            let paths: Map<String, Value> = Form::ALL.iter().zip(&files).map(|(form, (path, _))| (form.ending().into(), json!(path))).collect();
            say!(
                "{}",
                json!({"mode": document.mode, "outcome": dossier.outcome, "title": document.title, "writer": document.writer, "files": paths, "seconds": started.elapsed().as_secs_f64()})
            );
        } else {
            say!("{page}");
        }
        Ok(())
    }

    fn blueprint(&self) -> anyhow::Result<Blueprint> {
        let mut blueprint: Blueprint = self.blueprint.as_deref().map(super::lint::read).transpose()?.unwrap_or_default();
        blueprint.kind = self.kind.unwrap_or(blueprint.kind);
        if let Some(language) = &self.language {
            blueprint.language.clone_from(language);
        }
        match blueprint.faults().first() {
            Some(fault) => bail!("{} {}", fault.field, fault.reason),
            None => Ok(blueprint),
        }
    }

    /// The flags as a POST body, through the same check.
    fn lead(&self) -> anyhow::Result<LeadFields> {
        let fields = [
            ("email", Some(&self.email)),
            ("fullName", self.full_name.as_ref()),
            ("company", self.company.as_ref()),
            ("domain", self.domain.as_ref()),
            ("industry", self.industry.as_ref()),
            ("title", self.title.as_ref()),
            ("companySize", self.company_size.as_ref()),
        ];
        let mut body: Map<String, Value> = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), json!(value?)))).collect();
        let custom: Map<String, Value> = self.custom.iter().map(|(key, value)| (key.clone(), json!(value))).collect();
        body.insert("customFields".into(), Value::Object(custom));
        InputSchema::default().check(body).map_err(|faults| {
            let told: Vec<String> = faults.iter().map(|fault| format!("{} {}", fault.field, fault.reason)).collect();
            anyhow!(told.join("; "))
        })
    }
}

async fn research(settings: &Settings, lead: &LeadFields, report: &Report) -> anyhow::Result<Dossier> {
    let step = Instant::now();
    let fetcher = fetcher(settings)?;
    let subject = Subject { domain: lead.site().map(str::to_owned) };
    let limits = Limits { max_pages: settings.research.max_pages, deadline: settings.research.deadline, ..Limits::default() };
    let dossier = research::research(&fetcher, &subject, &limits, &|| SystemClock.now(), &|_| {}).await;
    report.phase("research", step, &research_found(&dossier));
    Ok(dossier)
}

fn research_found(dossier: &Dossier) -> String {
    let site = dossier.domain.as_deref().unwrap_or("no site");
    let read = format!("{site}: {} of {} requests brought a page", dossier.pages.len(), dossier.requests.len());
    match dossier.outcome.reading {
        Reading::Ok => read,
        Reading::Thin => format!("{read}; little to go on ({})", dossier.outcome.detail),
        Reading::Insufficient => format!("{read}; the site could not be read ({})", dossier.outcome.detail),
    }
}

fn analysis_found(analysis: &Analysis) -> String {
    let count = |status: Status| analysis.findings.iter().filter(|finding| finding.status == status).count();
    let name = analysis.profile.name.as_ref().map_or("name unknown", |name| name.value.as_str());
    format!(
        "{name}: {} checks passed, {} failed, {} not measured or not applicable; {} pieces of evidence",
        count(Status::Pass),
        count(Status::Fail),
        count(Status::NotApplicable) + count(Status::NotMeasured),
        analysis.evidence.len()
    )
}

/// With the environment's model; built-in words stand wherever the model's do not.
async fn write_by_model(settings: &Settings, brief: &Brief<'_>) -> anyhow::Result<Written> {
    let llm = operator_llm(settings).context("no model is set: give MAGNETITE_LLM_MODEL, or --writer builtin")?;
    let key = settings.llm.model.as_ref().and_then(|model| model.api_key.as_ref()).map(Secret::reveal);
    let model = Model {
        caller: &caller(settings)?,
        settings: &llm,
        key,
        private_ok: true,
        deadline: settings.llm.deadline,
        tokens_left: llm.job_tokens_max,
        clock: &|| SystemClock.now(),
        random: &SystemRandom,
        heard: &|_| {},
    };
    Ok(writer::llm::write(brief, &model).await)
}

/// What the model did, and why the built-in writer wrote where it should have.
fn calls_found(written: &Written, settings: &Settings) -> String {
    let tokens: u64 = written.calls.iter().map(|call| u64::from(call.tokens_in) + u64::from(call.tokens_out)).sum();
    let cost = operator_llm(settings).map_or(0, |llm| written.calls.iter().map(|call| llm.cost_micros(call.tokens_in, call.tokens_out)).sum());
    let came = written.fell_back.map(|instead| format!("; the built-in writer wrote in the model’s place: {}", instead.told()));
    format!("; {} calls to the model, {tokens} tokens, cost {}{}", written.calls.len(), Cost(cost).shown(), came.unwrap_or_default())
}

fn content_found(document: &Document) -> String {
    let writer = &document.writer;
    format!("{} sentences checked, {} refused, {} claims with a source", writer.sentences, writer.refused, document.claims.len())
}

fn files_found(files: &[(PathBuf, usize)]) -> String {
    let sizes: Vec<String> =
        files.iter().map(|(path, bytes)| format!("{} {} kB", path.extension().and_then(|e| e.to_str()).unwrap_or("?"), bytes.div_ceil(1_000))).collect();
    sizes.join(", ")
}

fn write_files(document: &Document, folder: &Path, slug: &str) -> anyhow::Result<Vec<(PathBuf, usize)>> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let links = Links { pdf: Some(format!("{slug}.pdf")), markdown: Some(format!("{slug}.md")), ..Links::default() };
    let artefacts = Artefacts::render(document, &links).map_err(|error| anyhow!(error))?;
    Form::ALL
        .iter()
        .map(|form| {
            let path = folder.join(format!("{slug}.{}", form.ending()));
            let bytes = artefacts.bytes(*form);
            std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
            Ok((path, bytes.len()))
        })
        .collect()
}

/// The offer of a file; the empty one without.
pub(super) fn read_offer(path: Option<&Path>) -> anyhow::Result<Offer> {
    let Some(path) = path else { return Ok(Offer::default()) };
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the offer {}", path.display()))?;
    let offer: Offer = if path.extension().is_some_and(|ending| ending == "json") {
        serde_json::from_str(&text).with_context(|| format!("{} is not an offer", path.display()))?
    } else {
        toml::from_str(&text).with_context(|| format!("{} is not an offer", path.display()))?
    };
    match offer.faults().first() {
        Some(fault) => bail!("{}: {} {}", path.display(), fault.field, fault.reason),
        None => Ok(offer),
    }
}

fn parse_pair(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or_else(|| format!("{text:?} is not KEY=VALUE"))?;
    if key.is_empty() { Err(format!("{text:?} has no key")) } else { Ok((key.to_owned(), value.to_owned())) }
}

/// A line per phase: what was found, and how long it took.
struct Report {
    quiet: bool,
}

impl Report {
    fn phase(&self, name: &str, started: Instant, found: &str) {
        if !self.quiet {
            say!("{name:<11}{:>7.2} s  {found}", started.elapsed().as_secs_f64());
        }
    }
}
