//! Evidence to features: numbers are binned here, so that the sum of weights is exact and explainable.

use crate::{
    detect::{Evidence, Foreign, Own, Zone},
    lang::{Lang, LangSet},
    lexicon::Risk,
    stamp::StampClass,
};

use super::{
    document,
    feature::Feature::{self, *},
};

/// The features of a block, each at most once, in the place of those that are in `out`.
pub(crate) fn features(evidence: &Evidence<'_>, primary: LangSet, out: &mut Vec<Feature>) {
    out.clear();
    stamp(evidence, out);
    shape(evidence, out);
    size(evidence, out);
    language(evidence, out);
    script(evidence, primary, out);
    vocabulary(evidence, out);
    words(evidence, primary, out);
    place(evidence, out);
    outskirts(evidence, out);
    segment(evidence, out);
    run(evidence, out);
    together(evidence, out);
    neighbours(evidence, out);
    document::document(evidence, out);
}

/// Adds the features whose condition holds.
pub(super) fn add(out: &mut Vec<Feature>, conditions: &[(bool, Feature)]) {
    out.extend(conditions.iter().filter(|condition| condition.0).map(|condition| condition.1));
}

/// Adds the feature of the first bin whose upper bound `value` is below.
fn bin(out: &mut Vec<Feature>, value: f32, bins: &[(f32, Feature)]) {
    out.extend(bins.iter().find(|bin| value < bin.0).map(|bin| bin.1));
}

/// The last bin takes what is left.
const ANY: f32 = f32::INFINITY;

fn stamp(evidence: &Evidence<'_>, out: &mut Vec<Feature>) {
    let Some(stamp) = &evidence.own.stamp else { return };
    add(out, &[(evidence.own.is_stamp(), StampStrong), (stamp.mangled && stamp.class.is_strong(), StampMangled)]);
    out.extend(class_feature(stamp.class));
}

fn class_feature(class: StampClass) -> Option<Feature> {
    Some(match class {
        StampClass::MonthDay => StampDay,
        StampClass::Year | StampClass::MonthYear | StampClass::PastDate => StampYear,
        StampClass::Weekday | StampClass::RelativeDay | StampClass::Label => StampWord,
        StampClass::Numbers => StampNumbers,
        StampClass::NumberUnit => StampDuration,
        StampClass::DottedTime => StampDotted,
        StampClass::TimeProse | StampClass::DateProse => StampProse,
        StampClass::LeadingDate => StampLeading,
        StampClass::TrailingDate => StampTrailing,
        StampClass::Schedule | StampClass::Subtitle => StampSchedule,
        StampClass::Figures => StampFigure,
        StampClass::Citation | StampClass::Dateline | StampClass::Life => StampCitation,
        StampClass::Relative => StampRelative,
        StampClass::Labelled => StampLabelled,
        StampClass::DocumentNumber => StampNumber,
        StampClass::DateWithBits => StampBits,
        StampClass::Template => StampTemplate,
        StampClass::Time => StampTime,
        StampClass::Date => StampDate,
        StampClass::DateTime => StampMoment,
        StampClass::Epoch | StampClass::Glued => return None,
    })
}

fn shape(evidence: &Evidence<'_>, out: &mut Vec<Feature>) {
    let (s, m) = (&evidence.own.shape, &evidence.own.measure);
    add(
        out,
        &[
            (evidence.own.fault.is_some(), Fault),
            (s.code, Code),
            (s.year_in_brackets, Work),
            (s.pause && !s.colon, Pause),
            (s.colon, Colon),
            (evidence.quotation.closes, QuotationCloses),
            (evidence.quotation.any(), Quotation),
            (s.copyright, Copyright),
            (m.cased > 1 && m.capitalised == m.cased, TitleCase),
            (m.capitalised > 0 && m.capital_share() < 0.5, SomeCapitals),
            (s.terminal, Terminal),
            (s.symbols_only, Symbols),
            (s.attribution, Attribution),
            (s.reference, Reference),
            (s.row, Row),
            (s.name, Name),
            (s.two_scripts, TwoScripts),
            (s.address, Address),
            (s.amount, Amount),
            (s.figure, Figure),
        ],
    );
}

fn size(evidence: &Evidence<'_>, out: &mut Vec<Feature>) {
    let m = &evidence.own.measure;
    bin(out, m.digit_share(), &[(0.001, NoDigit), (0.3, SomeDigits), (0.6, ManyDigits)]);
    let lengths = [
        (0.5, Length0),
        (4.5, Length1),
        (12.5, Length5),
        (20.5, Length13),
        (35.5, Length21),
        (69.5, Length36),
        (149.5, Length70),
        (ANY, Length150),
    ];
    bin(out, m.length, &lengths);
    if m.units >= 3.5 {
        bin(out, m.units, &[(6.5, Words4), (11.5, Words7), (ANY, Words12)]);
    }
}

fn language(evidence: &Evidence<'_>, out: &mut Vec<Feature>) {
    let tongue = &evidence.tongue;
    if tongue.foreign == Foreign::Unknown {
        out.push(TongueUnknown);
        return;
    }
    let margins = [
        (-12.0, MarginBelow12),
        (-6.0, MarginBelow6),
        (-3.0, MarginBelow3),
        (-1.0, MarginBelow1),
        (0.0, MarginBelow0),
        (1.0, Margin0),
        (2.5, Margin1),
        (4.0, Margin2),
        (6.0, Margin4),
        (10.0, Margin6),
        (ANY, Margin10),
    ];
    bin(out, tongue.margin, &margins);
    let verdict = match tongue.foreign {
        Foreign::Sure => TongueSure,
        Foreign::Maybe if tongue.likely => TongueLikely,
        Foreign::Maybe => TongueMaybe,
        _ if tongue.margin > -2.0 => TongueOwn,
        _ => TongueClearlyOwn,
    };
    out.push(verdict);
    add(out, &[(tongue.english > 2.0, English2), (tongue.english > 5.0, English5)]);
    match evidence.nominee.page {
        None => out.push(SecondNone),
        Some(fit) => bin(
            out,
            fit,
            &[
                (-2.5, SecondBelow2),
                (0.0, SecondBelow0),
                (1.0, Second0),
                (2.5, Second1),
                (5.0, Second2),
                (10.0, Second5),
                (ANY, Second10),
            ],
        ),
    }
    match evidence.nominee.near {
        None => out.push(NearNone),
        Some(fit) => {
            bin(out, fit, &[(-2.5, NearBelow2), (0.0, NearBelow0), (2.5, Near0), (10.0, Near2), (ANY, Near10)])
        }
    }
}

fn script(evidence: &Evidence<'_>, primary: LangSet, out: &mut Vec<Feature>) {
    let written = evidence.own.written;
    if written.is_empty() {
        return;
    }
    let other = !written.intersects(primary);
    let sure = evidence.tongue.foreign == Foreign::Sure;
    let plain = evidence.own.phrase.is_plain();
    let latin = written.contains(Lang::ENGLISH);
    add(out, &[(other, OtherScript), (other && latin, OtherScriptLatin), (!other && sure && plain, SameScriptPlain)]);
}

fn vocabulary(evidence: &Evidence<'_>, out: &mut Vec<Feature>) {
    if let Some(share) = evidence.vocabulary {
        let bins = [
            (0.001, VocabularyNone),
            (0.34, VocabularyFew),
            (0.67, VocabularySome),
            (0.99, VocabularyMost),
            (ANY, VocabularyAll),
        ];
        bin(out, share, &bins);
    }
}

fn words(evidence: &Evidence<'_>, primary: LangSet, out: &mut Vec<Feature>) {
    let phrase = &evidence.own.phrase;
    if let Some(hit) = phrase.whole {
        let own = hit.langs.intersects(primary);
        out.push(match (own, hit.risk) {
            (false, Risk::Hard) => PhraseForeignHard,
            (false, Risk::Soft) => PhraseForeignSoft,
            (false, Risk::Headword) => PhraseForeignHeadword,
            (true, Risk::Hard) => PhraseOwnHard,
            (true, Risk::Soft) => PhraseOwnSoft,
            (true, Risk::Headword) => PhraseOwnHeadword,
        });
    }
    add(
        out,
        &[
            (phrase.part.is_some_and(|hit| hit.risk == Risk::Hard), PartHard),
            (phrase.part.is_some_and(|hit| hit.risk == Risk::Soft), PartSoft),
            (phrase.covered > 0.9, PartsExplained),
            (phrase.common > 0.6, CommonMost),
            (phrase.networks > 0.9, Network),
            (phrase.networks > 0.0 && phrase.networks <= 0.9, NetworkSome),
        ],
    );
    if evidence.vocabulary.is_some() {
        let bins = [(0.001, WordsNone), (0.34, WordsFew), (0.67, WordsSome), (0.99, WordsMost), (ANY, WordsAll)];
        bin(out, phrase.words, &bins);
    }
}

fn place(evidence: &Evidence<'_>, out: &mut Vec<Feature>) {
    let place = &evidence.place;
    let none = place.distance == u32::MAX;
    out.push(match place.zone {
        _ if none => NoProse,
        Zone::Head => Head,
        Zone::Middle => Middle,
        Zone::Tail => Tail,
    });
    add(
        out,
        &[
            (place.distance == 1, NextToProse),
            (place.distance == 2, NearProse),
            (place.distance > 6 && !none, FarFromProse),
            (place.after < 2 && place.zone == Zone::Tail, Last),
            (place.zone == Zone::Tail && evidence.own.measure.length < 20.0, TailShort),
        ],
    );
}

fn outskirts(evidence: &Evidence<'_>, out: &mut Vec<Feature>) {
    let side = &evidence.outskirts;
    let sparse = side.is_sparse();
    add(out, &[(sparse, SparsePage), (sparse && side.distance > 0, SparseOutside)]);
    if side.distance == 0 {
        return;
    }
    let own = evidence.tongue.foreign == Foreign::No;
    out.push(match side.distance {
        0..=2 => OutsideNear,
        3..=8 => OutsideSome,
        _ => OutsideFar,
    });
    out.push(match side.between {
        0 => Between0,
        1..=2 => Between1,
        3..=7 => Between3,
        _ => Between8,
    });
    add(
        out,
        &[
            (side.leads, Leads),
            (side.beyond == 0, Beyond0),
            (side.has_rest(), RestSome),
            (side.beyond >= 3, Beyond3),
            (own, OutsideOwn),
            (own && evidence.own.phrase.words < 0.3, OutsidePlain),
            (own && side.between > 0, BetweenOwn),
            (evidence.run.length >= 8, RunLongOutside),
        ],
    );
}

fn segment(evidence: &Evidence<'_>, out: &mut Vec<Feature>) {
    let s = &evidence.segment;
    if s.length == 0 {
        return;
    }
    add(
        out,
        &[
            (s.length == 2, Segment2),
            (s.length >= 3, Segment3),
            (s.phrases == 0.0, SegmentNoPhrase),
            (s.phrases >= 0.5, SegmentPhrases),
            (s.pauses == 0.0, SegmentNoPause),
            (s.pauses >= 0.34, SegmentPauses),
            (s.length > 1 && s.unity > 0.99, SegmentOneLanguage),
            (s.length > 1 && s.unity < 0.5, SegmentMixed),
            (s.sentences >= 0.5, SegmentSentences),
            (s.sentences == 0.0, SegmentNoSentence),
            (s.words >= 0.6, SegmentWords),
            (s.words < 0.3, SegmentFewWords),
            (s.phrases == 0.0 && s.pauses == 0.0 && s.words < 0.3, SegmentProseLike),
            (s.phrases > 0.0 && s.pauses == 0.0 && s.words >= 0.4, SegmentMenuLike),
        ],
    );
}

fn run(evidence: &Evidence<'_>, out: &mut Vec<Feature>) {
    let run = &evidence.run;
    if run.length == 0 {
        return;
    }
    if run.length == 1 {
        out.push(RunAlone);
        return;
    }
    let stamped = evidence.own.stamp.is_some();
    add(
        out,
        &[
            (run.foreign >= 0.67, RunForeign),
            (run.foreign > 0.0 && run.foreign < 0.67, RunForeignSome),
            (run.own >= 0.67, RunOwn),
            (run.own > 0.0 && run.own < 0.67, RunOwnSome),
            (run.code == 0.0, RunNoCode),
            (run.code > 0.3, RunCode),
            (stamped && run.alike > 0.5, RunAlike),
            (stamped && run.alike == 0.0, RunNotAlike),
            (run.numbers > 0.5, RunNumbers),
            (run.works > 0.3, RunWorks),
            (run.phrases >= 0.5, RunPhrases),
            (run.phrases > 0.0 && run.phrases < 0.5, RunSomePhrases),
            ((8..20).contains(&run.length), RunLong),
            (run.length >= 20, RunVeryLong),
            (run.signs == 0, RunCertain0),
            ((1..3).contains(&run.signs), RunCertain1),
            (run.signs >= 3, RunCertain3),
            (run.phrases == 0.0, RunNoPhrase),
            (run.stamps > 0.0, RunStamps),
            ((2..4).contains(&run.junk), RunJunk2),
            (run.junk >= 4, RunJunk4),
        ],
    );
}

/// Evidence that means more together than apart.
fn together(evidence: &Evidence<'_>, out: &mut Vec<Feature>) {
    let (own, tongue, run, zone) = (evidence.own, &evidence.tongue, &evidence.run, evidence.place.zone);
    let sure = tongue.foreign == Foreign::Sure;
    let own_tongue = tongue.foreign == Foreign::No;
    let class = own.stamp.as_ref().map(|stamp| stamp.class);
    let strong = own.is_stamp();
    let weak = class.is_some() && !strong;
    let (middle, head, tail) = (zone == Zone::Middle, zone == Zone::Head, zone == Zone::Tail);
    let plain = own.phrase.words < 0.3;
    let sentence = own.shape.terminal && own.measure.units >= 5.0;
    let known = tongue.other.is_some_and(|lang| own.known.contains(lang));
    let unknown_name = own.name && !known;
    let own_phrase = own.phrase.hit().is_some() && !sure;
    add(
        out,
        &[
            (own.phrase.whole.is_none() && evidence.repeated > 1 && own.measure.letters > 0, Repeated),
            (weak && run.alike > 0.5, NumbersAlike),
            (weak && run.length >= 5, NumbersLongRun),
            (weak && own.measure.letters == 0 && run.junk >= 2, NumberNearJunk),
            (strong && middle && run.junk == 0, StampAloneMiddle),
            (strong && run.alike > 0.5 && run.length >= 4, StampRunAlike),
            (strong && !middle, StampHeadTail),
            (own.shape.year_in_brackets && sure, WorkForeign),
            (own.shape.attribution && (own.shape.name || unknown_name || sure), AttributionName),
            (evidence.quotation.any() && sure, QuotationForeign),
            (sure && middle && run.foreign > 0.99 && run.length > 1, ForeignOnlyMiddle),
            (sure && middle && run.foreign > 0.5 && run.foreign <= 0.99, ForeignMostlyMiddle),
            (own.shape.bullet && tongue.margin > 0.0, BulletForeign),
            (middle && own_tongue, MiddleOwn),
            (head && own_tongue, HeadOwn),
            (tail && own_tongue, TailOwn),
            (middle && sure, MiddleForeign),
            (tail && sure, TailForeign),
            (head && sure, HeadForeign),
            (plain && own_tongue, PlainOwn),
            (plain && sure, PlainForeign),
            (own.phrase.words > 0.67 && sure, ChromeForeign),
            (own.is_network() && run.junk == 0, NetworkAlone),
            (own.is_network() && run.junk >= 3, NetworkJunk),
            (sentence && tongue.margin > 1.25, SentenceForeign),
            (sentence && tongue.margin > 1.25 && own.phrase.words < 0.5, SentenceForeignPlain),
            (unknown_name && plain, NameForeign),
            (known && sure, KnownForeign),
            (middle && sure && plain && evidence.segment.phrases == 0.0, MiddlePlain),
            (own_phrase && run.junk >= 2, OwnPhraseJunk),
            (own_phrase && run.junk == 0, OwnPhraseAlone),
        ],
    );
    if !has_word(own) {
        company(evidence, out);
    }
    pairs(evidence, out);
    let inside = evidence.outskirts.distance == 0;
    add(
        out,
        &[(strong && inside && evidence.is_in_series(), StampsInside), (strong && evidence.series > 0, StampSeries)],
    );
}

/// Pairs that the sum of their parts does not do justice: those with most to gain on both the mixed pages and the texts of real ones.
fn pairs(evidence: &Evidence<'_>, out: &mut Vec<Feature>) {
    let (own, run, tongue) = (evidence.own, &evidence.run, &evidence.tongue);
    let (m, segment) = (&own.measure, &evidence.segment);
    let foreign = segment.length > 0 || tongue.foreign == Foreign::Maybe;
    let second = evidence.nominee.page.is_some_and(|fit| fit > 10.0);
    let sentence = own.shape.terminal || segment.sentences >= 0.5;
    let words = (3.5..=6.5).contains(&m.units);
    add(
        out,
        &[
            (evidence.quotation.any() && sentence, QuotedSentence),
            (evidence.stanza, Stanza),
            (evidence.stanza && tongue.margin > 0.0, StanzaForeign),
            (foreign && run.length >= 20, LongRunForeign),
            (foreign && evidence.repeated > 1, RepeatedForeign),
            (second && run.signs > 0, SecondSigns),
            (second && run.length >= 8, SecondRun),
            (out.contains(&OtherScript) && run.length >= 8, ScriptRun),
            (out.contains(&OtherScriptLatin) && m.units >= 3.5, LatinWords),
            (own.name && tongue.english > 2.0, EnglishName),
            (tongue.margin < -12.0 && run.signs == 0, OwnAlone),
            (words && m.capitalised > 0 && m.capital_share() < 0.5, PhraseCase),
            (evidence.outskirts.distance > 0 && evidence.vocabulary.is_some_and(|share| share >= 0.34), OutsideShared),
        ],
    );
}

/// What the lines beside a block make of it.
fn neighbours(evidence: &Evidence<'_>, out: &mut Vec<Feature>) {
    let beside = &evidence.neighbours;
    add(
        out,
        &[
            (evidence.own.shape.bullet, Bullet),
            (evidence.own.shape.locator, Locator),
            (evidence.own.shape.trail, Trail),
            (evidence.own.shape.pointed, Pointed),
            (evidence.own.shape.bar, Bar),
            ((2..5).contains(&evidence.values), Record2),
            (evidence.values >= 5, Record5),
            (beside.announced, Announced),
            (beside.heads, Heads),
            (beside.term, Term),
            (beside.address, NearAddress),
            (evidence.related == Some(Risk::Hard), RelatedHard),
            (evidence.related == Some(Risk::Soft), RelatedSoft),
            (beside.code == 1, NearCode),
            (beside.code >= 2, InCode),
        ],
    );
}

/// Whether a block says itself what it is: a stamp, a network, a copyright line, a phrase that is no ordinary word.
fn has_word(own: Own<'_>) -> bool {
    let phrase = own.phrase.hit().is_some_and(|hit| hit.risk < Risk::Headword);
    phrase || own.is_stamp() || own.is_network() || own.shape.copyright || own.fault.is_some()
}

/// What a block that says nothing itself has around it. On real pages, lists of names, parts and figures look like this.
fn company(evidence: &Evidence<'_>, out: &mut Vec<Feature>) {
    let (own, run) = (evidence.own, &evidence.run);
    let sure = evidence.tongue.foreign == Foreign::Sure;
    let inside = evidence.outskirts.distance == 0;
    let apart = evidence.nominee.near.is_none() && run.foreign == 0.0;
    let alone = run.signs == 0;
    let foreign = evidence.tongue.margin > 0.0;
    add(
        out,
        &[
            (!sure && inside && apart && alone, UnsureInside),
            (!sure && alone, UnsureAlone),
            (!sure && evidence.repeated > 1, RepeatedPlain),
            (!sure && run.length >= 20, LongRunPlain),
            (sure && run.length >= 20 && own.phrase.is_plain(), LongRunName),
            (own.shape.bullet && foreign && apart && alone, BulletAlone),
            (sure && apart && alone && own.phrase.is_plain(), PlainAlone),
        ],
    );
}
