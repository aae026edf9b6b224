//! The names of months and weekdays, and the small words beside them, in the languages that business exports are in.
//!
//! Names stand without accents, as [`folded`] leaves them. A name that two languages give to different months
//! (`listopad`: November in Polish and Czech, October in Croatian) stands in both, and so is none.

/// January to December; the forms of one language, one after the other.
#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "january february march april may june july august september october november december",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "janner feber maerz april mai juni juli august september oktober november dezember",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mrt april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november desember",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia",
    "styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien",
    "ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince",
    "leden unor brezen duben kveten cerven cervenec srpen zari rijen listopad prosinec",
    "sijecnja veljace ozujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
    "sijecanj veljaca ozujak travanj svibanj lipanj srpanj kolovoz rujan listopad studeni prosinac",
    "januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "януари февруари март април май юни юли август септември октомври ноември декември",
];

/// Weekdays; they tell nothing that the date does not.
#[rustfmt::skip]
const WEEKDAYS: &[&str] = &[
    "monday tuesday wednesday thursday friday saturday sunday",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag sonnabend",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miercoles jueves viernes sabado domingo",
    "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "segunda-feira terca-feira quarta-feira quinta-feira sexta-feira sabado domingo",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "mandag tisdag tirsdag onsdag torsdag fredag lordag lordag sondag",
    "poniedzialek wtorek sroda czwartek piatek sobota niedziela",
    "pondeli utery streda ctvrtek patek sobota nedele",
    "pazartesi sali carsamba persembe cuma cumartesi pazar",
    "понедельник вторник среда четверг пятница суббота воскресенье пнд срд чтв птн сбт вск пн вт ср чт пт сб вс",
];

/// What stands between the parts and adds nothing.
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "at", "on", "of", "the", "t", "um", "uhr", "den", "der", "le", "à", "a", "de", "del", "en", "las", "alle", "ore", "às",
    "as", "do", "om", "uur", "kl", "klo", "kello", "o", "u", "в", "г", "года", "год", "роки", "року", "р", "ad", "year",
];

/// The month of a name, or of its first three letters or more, where all languages agree; from 1.
pub(super) fn month(word: &str) -> Option<u32> {
    let all = || MONTHS.iter().flat_map(|language| language.split(' ').zip(1..));
    let settle = |mut found: Box<dyn Iterator<Item = u32> + '_>| {
        let first = found.next()?;
        Some(found.all(|month| month == first).then_some(first))
    };
    let whole = settle(Box::new(all().filter(|(name, _)| *name == word).map(|(_, month)| month)));
    let is_short = word.chars().count() >= 3;
    let starts = Box::new(all().filter(|(name, _)| is_short && name.starts_with(word)).map(|(_, month)| month));
    whole.or_else(|| settle(starts)).flatten()
}

/// Whether a word is a weekday, or the first two letters or more of one.
pub(super) fn is_weekday(word: &str) -> bool {
    let is_long = word.chars().count() >= 2;
    is_long && WEEKDAYS.iter().flat_map(|language| language.split(' ')).any(|name| name.starts_with(word))
}

/// Whether a word adds nothing.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// A text in lower case and without accents; digits and signs of other scripts as those of ASCII.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ą' => out.push('a'),
            'ç' | 'č' | 'ć' => out.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ě' | 'ę' => out.push('e'),
            'ğ' => out.push('g'),
            'ì' | 'í' | 'î' | 'ï' | 'ı' => out.push('i'),
            'ł' => out.push('l'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => out.push('o'),
            'ř' => out.push('r'),
            'ś' | 'š' | 'ş' | 'ș' => out.push('s'),
            'ť' | 'ț' => out.push('t'),
            'ù' | 'ú' | 'û' | 'ü' | 'ů' | 'ű' => out.push('u'),
            'ý' => out.push('y'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            '\u{307}' => {}
            '：' => out.push(':'),
            '０'..='９' => out.push(char::from(b'0' + (letter as u32 - '０' as u32) as u8)),
            '\u{A0}' | '\u{2009}' | '\u{202F}' | '\u{3000}' | '，' | '、' => out.push(' '),
            '\u{200E}' | '\u{200F}' | '\u{FEFF}' => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_many_languages() {
        for (word, expected) in [
            ("sept", 9),
            ("mai", 5),
            ("marz", 3),
            ("mrt", 3),
            ("aout", 8),
            ("dic", 12),
            ("dez", 12),
            ("maggio", 5),
            ("juil", 7),
            ("июля", 7),
            ("авг", 8),
            ("subat", 2),
            ("styczen", 1),
            ("srpen", 8),
            ("studeni", 11),
        ] {
            assert_eq!(month(word), Some(expected), "{word}");
        }
        // Of two months, or none.
        for word in ["listopad", "lis", "jui", "ju", "ma", "xyz", "", "lip"] {
            assert_eq!(month(word), None, "{word}");
        }
    }

    #[test]
    fn letters_are_folded() {
        assert_eq!(folded("12-Mär-2014"), "12-mar-2014");
        assert_eq!(folded("Août ２０２４\u{202F}PM"), "aout 2024 pm");
    }
}
