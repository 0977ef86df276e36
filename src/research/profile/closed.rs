//! Whether the company has closed: its own sentence that it was dissolved or ceased to trade.

use std::sync::LazyLock;

use regex::Regex;

use super::{Site, fact, in_block, prose, words};
use crate::model::page::{BlockKind, Role};
use crate::model::profile::Fact;
use crate::research::ledger::Ledger;

static ENDED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?ix)
        \b(?:permanently\ closed|closed\ (?:down\ )?(?:permanently|for\ good)|closed\ (?:our|its|their)\ doors|ceased\ (?:trading|operations|operating|to\ trade|business)|no\ longer\ (?:trading|in\ business|in\ operation)|(?:has|have|had)\ (?:now\ )?(?:closed(?:\ down)?(?:[.!]|\ after|\ in\ (?:19|20)[0-9]{2}|$)|shut\ down)|(?:was|were|has\ been|been)\ (?:dissolved|wound\ up|liquidated)|went\ out\ of\ business|in\ liquidation)\b?
        |\b(?:(?:firma|gesellschaft|unternehmen|gmbh|verein|betrieb|praxis|kanzlei|büro)\b.{0,60}\b(?:aufgelöst|liquidiert)|(?:geschäftsbetrieb|betrieb|geschäftstätigkeit|geschäft|praxis|tätigkeit)\b.{0,60}\b(?:eingestellt|aufgegeben|für\ immer\ geschlossen)|dauerhaft\ geschlossen|für\ immer\ geschlossen|endgültig\ geschlossen|in\ liquidation)
        |(?:a|avons|ont)\ (?:définitivement\ )?cess[ée]\ (?:son|notre|leur|ses|nos|toute)\ activit|définitivement\ fermé|fermeture\ définitive|a\ été\ (?:dissoute|liquidée)
        |cerrad[oa]\ (?:definitiva|permanente)mente|(?:ha|hemos)\ cesado\ (?:su|nuestra|la)\ actividad|ha\ sido\ disuelta
        |(?:解散|廃業|閉業|閉店|閉院|閉鎖|清算)(?:を)?(?:致し|いたし|し)ました",
    )
});

/// The sentence in which the company says so, from home, about, contact or legal pages.
pub fn closed(site: &Site, name: &str, ledger: &mut Ledger) -> Option<Fact<String>> {
    for page in site.of_roles(&[Role::Home, Role::About, Role::Contact, Role::Legal, Role::Other]) {
        for block in page.main_blocks().filter(|block| block.kind != BlockKind::Quote && block.text.len() <= 2_000) {
            for sentence in words::sentences(&block.text).into_iter().filter(|sentence| sentence.chars().count() <= 260) {
                if ENDED.as_ref().is_some_and(|re| re.is_match(sentence)) && is_meant(sentence, name, page.role) {
                    return Some(fact(sentence.to_owned(), 0.85, in_block(page, block, sentence), ledger));
                }
            }
        }
    }
    None
}

/// The whole company is meant, and it has happened: not a day, a branch, a client or a condition.
fn is_meant(sentence: &str, name: &str, role: Role) -> bool {
    const OTHERS: &[&str] = &[
        " if ",
        " when ",
        " should ",
        " your ",
        " client",
        " may ",
        " might ",
        " wenn ",
        " falls ",
        " kunden",
        " ihre ",
        " si ",
        " votre ",
        " vos ",
        " su ",
        "もし",
        "場合",
        "contract",
        "vertrag",
        "contrat",
        "account",
        "konto",
        "application",
        "applications",
        "position",
        "ferien",
        "urlaub",
        "holiday",
        "vacances",
        "project",
        "projekt",
    ];
    let lower = format!(" {} ", sentence.to_lowercase());
    let short = sentence.chars().count() <= 60 && role == Role::Home;
    !words::has_any(&lower, OTHERS) && (prose::is_of_itself(sentence, name) || short)
}
