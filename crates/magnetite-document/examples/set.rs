//! Sets documents in every theme, to be looked at and checked: `cargo run -p magnetite-document --example set -- FOLDER FILE…`, where each
//! FILE is a document as JSON. Writes report (A4 and Letter), slides and share images as `NAME-THEME-FORM.pdf` or `.png`, and the document as set.
#![allow(clippy::print_stderr, reason = "a program for people")]

use std::path::Path;

use magnetite_document::brand::{Brand, Theme};
use magnetite_document::{Document, Paper, RenderError, json, pdf_on, share_image, share_square, slides};

fn main() -> std::io::Result<()> {
    let mut words = std::env::args().skip(1);
    let Some(folder) = words.next() else {
        eprintln!("which folder to write to, and which documents?");
        return Ok(());
    };
    std::fs::create_dir_all(&folder)?;
    for file in words {
        let name = Path::new(&file).file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let document: Document = serde_json::from_slice(&std::fs::read(&file)?)?;
        for theme in [Theme::Journal, Theme::Ledger, Theme::Signal] {
            let brand = Brand { theme, ..document.brand.clone().unwrap_or_default() };
            let document = Document { brand: Some(brand), ..document.clone() };
            let stem = Path::new(&folder).join(format!("{name}-{}", theme.as_str()));
            let forms: [(&str, Result<Vec<u8>, RenderError>); 6] = [
                ("a4.pdf", pdf_on(&document, Paper::A4)),
                ("letter.pdf", pdf_on(&document, Paper::Letter)),
                ("slides.pdf", slides(&document)),
                ("share.png", share_image(&document)),
                ("square.png", share_square(&document)),
                ("document.json", Ok(json(&document).into_bytes())),
            ];
            for (form, bytes) in forms {
                std::fs::write(format!("{}-{form}", stem.display()), bytes.map_err(std::io::Error::other)?)?;
            }
        }
    }
    Ok(())
}
