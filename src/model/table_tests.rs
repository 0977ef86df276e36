//! Files as people have them.
#![allow(clippy::unwrap_used)]

use serde_json::json;

use super::*;

fn schema() -> InputSchema {
    serde_json::from_value(json!({"required": ["company"], "custom": [{"name": "seats", "type": "integer", "label": "Seats wanted"}]})).unwrap()
}

#[test]
fn every_usual_encoding_and_separator_is_read() {
    let text = "E-Mail;Firma\nj@firm.example;Müller & Söhne\n";
    let utf16 = |big: bool| -> Vec<u8> { text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect() };
    let with = |mark: &[u8], bytes: Vec<u8>| [mark.to_vec(), bytes].concat();
    let files = [
        text.as_bytes().to_vec(),
        with(b"\xEF\xBB\xBF", text.as_bytes().to_vec()),
        with(b"\xFF\xFE", utf16(false)),
        with(b"\xFE\xFF", utf16(true)),
        utf16(false),
        utf16(true),
        encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
        text.replace(';', "\t").into_bytes(),
        text.replace(';', ",").into_bytes(),
        format!("sep=;\r\n{}", text.replace('\n', "\r\n")).into_bytes(),
    ];
    for file in files {
        let table = read_table(&file).unwrap();
        assert_eq!(table.columns, ["E-Mail", "Firma"], "{file:?}");
        assert_eq!(table.rows[0].cells, ["j@firm.example", "Müller & Söhne"], "{file:?}");
        assert_eq!(table.rows[0].line, if file.starts_with(b"sep=") { 3 } else { 2 }, "{file:?}");
    }
}

#[test]
fn a_separator_inside_quotes_is_none() {
    let table = read_table(b"email;\"name, first; last\"\na@firm.example;\"Miller;\nJane\"\n").unwrap();
    assert_eq!(table.columns, ["email", "name, first; last"]);
    assert_eq!(table.rows, [Row { line: 2, cells: vec!["a@firm.example".into(), "Miller;\nJane".into()] }]);
}

#[test]
fn a_file_without_a_head_is_read_by_its_addresses() {
    let table = read_table(b"Jane,a@firm.example\nJoe,b@firm.example,x\n").unwrap();
    assert_eq!(table.columns, ["Column 1", "Column 2", "Column 3"]);
    assert_eq!(table.rows.len(), 2);
    assert_eq!(likely_targets(&table, &InputSchema::default()), ["", "email", ""]);
}

#[test]
fn what_is_no_table_is_said() {
    let many = format!("email\n{}", "a@firm.example\n".repeat(ROWS_MAX + 1));
    for (file, word) in [(&b""[..], "empty"), (b"email\n", "no rows"), (b"PK\x03\x04\x00", "no text file"), (b"\n\n,,\n", "empty"), (many.as_bytes(), "10,000")]
    {
        let said = read_table(file).unwrap_err();
        assert!(said.contains(word), "{said}");
    }
    assert_eq!(read_table(format!("email\n{}", "a@firm.example\n".repeat(ROWS_MAX)).as_bytes()).unwrap().rows.len(), ROWS_MAX);
}

#[test]
fn columns_are_laid_on_fields_by_their_names() {
    let table =
        read_table(b"First Name,Surname,Work e-mail,Organisation,Web site,Seats wanted,Notes,Mail\nJane,Miller,j@firm.example,Firm,firm.example,5,hi,x\n")
            .unwrap();
    let targets = likely_targets(&table, &schema());
    assert_eq!(targets, ["firstName", "lastName", "email", "company", "domain", "customFields.seats", "", ""]);
    assert_eq!(targets_fault(&targets, &schema()), None);
    let checked = check_rows(&table, &targets, &schema());
    let lead = &checked.good[0].1;
    assert_eq!((lead.full_name.as_deref(), lead.custom_fields["seats"].as_str()), (Some("Jane Miller"), Some("5")));
    assert!(lead.extra.is_empty());
}

#[test]
fn a_choice_that_cannot_be_meant_is_refused() {
    let fault = |targets: &[&str]| targets_fault(&targets.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>(), &schema()).unwrap();
    assert!(fault(&["company", ""]).contains("e-mail address"));
    assert!(fault(&["email", "email"]).contains("Two columns"));
    assert!(fault(&["email", "customFields.gone"]).contains("no longer exists"));
}

#[test]
fn bad_rows_are_told_with_every_reason() {
    let file = b"email,company,seats,context\n\
        a@firm.example,Firm,5,x\n\
        nobody,Firm,many,x\n\
        ,,,x\n\
        A@FIRM.example,Firm,,x\n\
        b@firm.example,Firm,1,x,too,much\n";
    let table = read_table(file).unwrap();
    let targets: Vec<Target> = ["email", "company", "customFields.seats", "context"].map(Into::into).to_vec();
    let checked = check_rows(&table, &targets, &schema());
    assert_eq!(checked.good.len(), 1);
    assert_eq!(checked.good[0].1.extra["context"], "x");
    let reasons: Vec<(u64, &str)> = checked.rejects.iter().map(|(_, reject)| (reject.line, reject.reason.as_str())).collect();
    assert_eq!(
        reasons,
        [
            (3, "E-mail must be a valid e-mail address like jane@example.com; Seats wanted must be a whole number"),
            (4, "E-mail is missing; Company is missing"),
            (5, "has the same e-mail address as line 2"),
            (6, "has 6 cells where the head has 4"),
        ]
    );
}

#[test]
fn no_formula_gets_out() {
    let rejects = [Reject { line: 2, cells: vec!["=cmd|' /C calc'!A0".into(), "+1".into(), "a\"b".into()], reason: "E-mail is missing".into() }];
    let text = String::from_utf8(rejects_csv(&["email".into(), "@x".into(), "n".into()], &rejects)).unwrap();
    assert_eq!(text, "\u{feff}email,'@x,n,Line,Reason\r\n'=cmd|' /C calc'!A0,'+1,\"a\"\"b\",2,E-mail is missing\r\n");
}
