//! The names of evidence: what the table of weights is indexed by, and what `explain` and records print.

/// Declares the enum with names and meanings in one list.
macro_rules! features {
    ($($variant:ident = $name:literal, $meaning:literal;)*) => {
        /// One binary piece of evidence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Feature {
            $(#[doc = $meaning] $variant,)*
        }

        impl Feature {
            /// Every feature, in table order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name in records.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it stands for, in a few words.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

features! {
    StampStrong = "stamp-strong", "a date, a time or another stamp, as a whole";
    StampDay = "stamp-day", "a day and month without a year";
    StampYear = "stamp-year", "a year, or a month with a year, alone";
    StampWord = "stamp-word", "a weekday, a word such as today, or a label without its date";
    StampDuration = "stamp-duration", "a number with a unit of time";
    StampDotted = "stamp-dotted", "a time with a dot, or a price";
    StampLeading = "stamp-leading", "opens with a date, and goes on with words";
    StampTrailing = "stamp-trailing", "words, then a date";
    StampTemplate = "stamp-template", "a format or placeholder that was not filled";
    StampTime = "stamp-time", "a clock time";
    StampDate = "stamp-date", "a date";
    StampNumbers = "stamp-numbers", "numbers and nothing else";
    StampProse = "stamp-prose", "a sentence with a date or time in it";
    StampSchedule = "stamp-schedule", "a schedule: several times, or a range";
    StampFigure = "stamp-figure", "a figure, a score, a price, a number of another kind";
    StampCitation = "stamp-citation", "a date inside a citation, a dateline or a letter head";
    StampMangled = "stamp-mangled", "a stamp that has been mangled";
    StampRelative = "stamp-relative", "a relative time, such as `3 hours ago`";
    StampLabelled = "stamp-labelled", "a date with a publication label";
    StampNumber = "stamp-number", "a document number";
    StampBits = "stamp-bits", "a date with other bits of metadata";
    Fault = "fault", "a message of a broken program, or an unfilled template";
    Code = "code", "code or a command";
    Work = "work", "ends with a year in brackets, like a title in a list of works";
    Pause = "pause", "ends with a comma, a colon or a dash";
    Colon = "colon", "ends with a colon";
    QuotationCloses = "quotation-closes", "closes a quotation";
    Quotation = "quotation", "belongs to a quotation";
    Copyright = "copyright", "holds a copyright mark";
    TitleCase = "title-case", "every word starts in upper case";
    SomeCapitals = "some-capitals", "some words start in upper case";
    NoDigit = "no-digit", "holds no digit";
    SomeDigits = "some-digits", "holds some digits";
    ManyDigits = "many-digits", "holds mostly digits";
    Length0 = "length-0", "no letters";
    Length1 = "length-1", "1 to 4 letters";
    Length5 = "length-5", "5 to 12 letters";
    Length13 = "length-13", "13 to 20 letters";
    Length21 = "length-21", "21 to 35 letters";
    Length36 = "length-36", "36 to 69 letters";
    Length70 = "length-70", "70 to 149 letters";
    Length150 = "length-150", "150 letters or more";
    Words4 = "words-4", "4 to 6 words";
    Words7 = "words-7", "7 to 11 words";
    Words12 = "words-12", "12 words or more";
    Terminal = "terminal", "ends like a sentence";
    Symbols = "symbols", "neither letters nor digits";
    Attribution = "attribution", "a dash and a name";
    Reference = "reference", "starts with a reference mark or number";
    Row = "row", "a table row";
    Name = "name", "two to five capitalised words";
    TwoScripts = "two-scripts", "a word and its form in another script in brackets";
    Address = "address", "holds a web or mail address";
    Amount = "amount", "a number and a word";
    Figure = "figure", "holds a decimal figure, a percentage or an amount";
    MarginBelow12 = "margin-below-12", "the page's language fits better by more than 12 nats";
    MarginBelow6 = "margin-below-6", "the page's language fits better by 6 to 12 nats";
    MarginBelow3 = "margin-below-3", "the page's language fits better by 3 to 6 nats";
    MarginBelow1 = "margin-below-1", "the page's language fits better by 1 to 3 nats";
    MarginBelow0 = "margin-below-0", "the page's language fits better by up to 1 nat";
    Margin0 = "margin-0", "another language fits better by up to 1 nat";
    Margin1 = "margin-1", "another language fits better by 1 to 2.5 nats";
    Margin2 = "margin-2", "another language fits better by 2.5 to 4 nats";
    Margin4 = "margin-4", "another language fits better by 4 to 6 nats";
    Margin6 = "margin-6", "another language fits better by 6 to 10 nats";
    Margin10 = "margin-10", "another language fits better by 10 nats or more";
    TongueSure = "tongue-sure", "surely foreign for its length";
    TongueLikely = "tongue-likely", "likely foreign for its length";
    TongueMaybe = "tongue-maybe", "another language fits better, but not by much";
    TongueOwn = "tongue-own", "the page's language fits best, but not by much";
    TongueClearlyOwn = "tongue-clearly-own", "clearly in the page's language";
    TongueUnknown = "tongue-unknown", "no letters to tell a language by";
    English2 = "english-2", "English fits better than the page's language";
    English5 = "english-5", "English fits much better than the page's language";
    SecondBelow2 = "second-below-2", "the page's second language fits worse by more than 2.5 nats";
    SecondBelow0 = "second-below-0", "the page's second language fits worse";
    Second0 = "second-0", "the page's second language fits better by up to 1 nat";
    Second1 = "second-1", "the page's second language fits better by 1 to 2.5 nats";
    Second2 = "second-2", "the page's second language fits better by 2.5 to 5 nats";
    Second5 = "second-5", "the page's second language fits better by 5 to 10 nats";
    Second10 = "second-10", "the page's second language fits better by 10 nats or more";
    SecondNone = "second-none", "the page has no second language";
    NearBelow2 = "near-below-2", "the neighbours' language fits worse by more than 2.5 nats";
    NearBelow0 = "near-below-0", "the neighbours' language fits worse";
    Near0 = "near-0", "the neighbours' language fits better by up to 2.5 nats";
    Near2 = "near-2", "the neighbours' language fits better by 2.5 to 10 nats";
    Near10 = "near-10", "the neighbours' language fits better by 10 nats or more";
    NearNone = "near-none", "no foreign neighbour";
    VocabularyNone = "vocabulary-none", "none of its words is used in the page's prose";
    VocabularyFew = "vocabulary-few", "few of its words are used in the page's prose";
    VocabularySome = "vocabulary-some", "some of its words are used in the page's prose";
    VocabularyMost = "vocabulary-most", "most of its words are used in the page's prose";
    VocabularyAll = "vocabulary-all", "all of its words are used in the page's prose";
    PhraseForeignHard = "phrase-foreign-hard", "an interface phrase of another language that no author writes";
    PhraseForeignSoft = "phrase-foreign-soft", "an interface phrase of another language";
    PhraseForeignHeadword = "phrase-foreign-headword", "an ordinary word of another language that interfaces use";
    PhraseOwnHard = "phrase-own-hard", "an interface phrase of the page's language that no author writes";
    PhraseOwnSoft = "phrase-own-soft", "an interface phrase of the page's language";
    PhraseOwnHeadword = "phrase-own-headword", "an ordinary word of the page's language that interfaces use";
    PartHard = "part-hard", "holds an interface phrase that no author writes, between separators";
    PartSoft = "part-soft", "holds an interface phrase between separators";
    PartsExplained = "parts-explained", "consists of interface phrases, stamps and networks between separators";
    WordsNone = "words-none", "no interface word";
    WordsFew = "words-few", "few interface words";
    WordsSome = "words-some", "some interface words";
    WordsMost = "words-most", "mostly interface words";
    WordsAll = "words-all", "interface words only";
    CommonMost = "common-most", "mostly words that many interface phrases hold";
    Network = "network", "names of networks only";
    NetworkSome = "network-some", "names of networks and other words";
    Head = "head", "before the page's prose";
    Middle = "middle", "between the page's prose";
    Tail = "tail", "after the page's prose";
    NextToProse = "next-to-prose", "next to a sentence of the page's prose";
    NearProse = "near-prose", "two blocks from the page's prose";
    FarFromProse = "far-from-prose", "more than six blocks from the page's prose";
    NoProse = "no-prose", "the page has no prose";
    Last = "last", "among the last two blocks";
    TailShort = "tail-short", "short, after the page's prose";
    Segment2 = "segment-2", "in a stretch of two foreign blocks";
    Segment3 = "segment-3", "in a stretch of three or more foreign blocks";
    SegmentNoPhrase = "segment-no-phrase", "in a foreign stretch without interface phrases";
    SegmentPhrases = "segment-phrases", "in a foreign stretch of mostly interface phrases";
    SegmentNoPause = "segment-no-pause", "in a foreign stretch where no block ends with a comma";
    SegmentPauses = "segment-pauses", "in a foreign stretch where many blocks end with commas";
    SegmentOneLanguage = "segment-one-language", "in a foreign stretch of one language";
    SegmentMixed = "segment-mixed", "in a foreign stretch of several languages";
    SegmentSentences = "segment-sentences", "in a foreign stretch of sentences";
    SegmentNoSentence = "segment-no-sentence", "in a foreign stretch without a sentence";
    SegmentWords = "segment-words", "in a foreign stretch of mostly interface words";
    SegmentFewWords = "segment-few-words", "in a foreign stretch with few interface words";
    SegmentProseLike = "segment-prose-like", "in a foreign stretch without phrases or commas, with few interface words";
    SegmentMenuLike = "segment-menu-like", "in a foreign stretch with phrases and interface words, without commas";
    RunAlone = "run-alone", "unfinished, alone between sentences";
    RunForeign = "run-foreign", "in a run of foreign blocks";
    RunForeignSome = "run-foreign-some", "in a run with foreign blocks";
    RunOwn = "run-own", "in a run of blocks in the page's language";
    RunOwnSome = "run-own-some", "in a run with blocks in the page's language";
    RunNoCode = "run-no-code", "in a run without code";
    RunCode = "run-code", "in a run with code";
    RunAlike = "run-alike", "in a run of stamps of the same form";
    RunNotAlike = "run-not-alike", "in a run without stamps of the same form";
    RunNumbers = "run-numbers", "in a run of numbers";
    RunWorks = "run-works", "in a run of titles with years";
    RunPhrases = "run-phrases", "in a run of interface phrases";
    RunNoPhrase = "run-no-phrase", "in a run without interface phrases";
    RunStamps = "run-stamps", "in a run with stamps";
    RunJunk2 = "run-junk-2", "in a run with two or three foreign blocks, stamps or phrases";
    RunJunk4 = "run-junk-4", "in a run with four or more foreign blocks, stamps or phrases";
    Repeated = "repeated", "the page prints it more than once";
    NumbersAlike = "numbers-alike", "numbers in a run of numbers of the same form";
    NumbersLongRun = "numbers-long-run", "numbers in a long run";
    NumberNearJunk = "number-near-junk", "numbers beside foreign blocks, stamps or phrases";
    StampAloneMiddle = "stamp-alone-middle", "a stamp between sentences, with nothing like it around";
    StampRunAlike = "stamp-run-alike", "a stamp in a long run of stamps of the same form";
    StampHeadTail = "stamp-head-tail", "a stamp before or after the page's prose";
    WorkForeign = "work-foreign", "a foreign title with a year";
    AttributionName = "attribution-name", "a dash and a foreign name";
    QuotationForeign = "quotation-foreign", "a foreign block that belongs to a quotation";
    ForeignOnlyMiddle = "foreign-only-middle", "foreign, between sentences, in a run that is all foreign";
    ForeignMostlyMiddle = "foreign-mostly-middle", "foreign, between sentences, in a run that is mostly foreign";
    BulletForeign = "bullet-foreign", "foreign, with a list mark";
    MiddleOwn = "middle-own", "in the page's language, between sentences";
    HeadOwn = "head-own", "in the page's language, before the page's prose";
    TailOwn = "tail-own", "in the page's language, after the page's prose";
    MiddleForeign = "middle-foreign", "surely foreign, between sentences";
    TailForeign = "tail-foreign", "surely foreign, after the page's prose";
    HeadForeign = "head-foreign", "surely foreign, before the page's prose";
    PlainOwn = "plain-own", "in the page's language, without interface words";
    PlainForeign = "plain-foreign", "surely foreign, without interface words";
    ChromeForeign = "chrome-foreign", "surely foreign, with mostly interface words";
    NetworkAlone = "network-alone", "names of networks, with nothing like it around";
    NetworkJunk = "network-junk", "names of networks beside foreign blocks, stamps or phrases";
    SentenceForeign = "sentence-foreign", "a foreign sentence";
    SentenceForeignPlain = "sentence-foreign-plain", "a foreign sentence with few interface words";
    NameForeign = "name-foreign", "the form of a name, with words that the language it fits does not know";
    KnownForeign = "known-foreign", "surely foreign, and its language knows all of its words";
    MiddlePlain = "middle-plain", "foreign between paragraphs, in a stretch without any word of an interface";
    OwnPhraseJunk = "own-phrase-junk", "a phrase of the page's own language among blocks of chrome";
    OwnPhraseAlone = "own-phrase-alone", "a phrase of the page's own language with no chrome around";
    OutsideNear = "outside-near", "one or two blocks before or after the article";
    OutsideSome = "outside-some", "three to eight blocks before or after the article";
    OutsideFar = "outside-far", "more than eight blocks before or after the article";
    OutsideOwn = "outside-own", "in the page's language, before or after the article";
    OutsidePlain = "outside-plain", "in the page's language, without interface words, before or after the article";
    Between0 = "between-0", "outside, with no sign of an interface between it and the article";
    Between1 = "between-1", "outside, with one or two signs of an interface between it and the article";
    Between3 = "between-3", "outside, with three to seven signs of an interface between it and the article";
    Between8 = "between-8", "outside, with eight or more signs of an interface between it and the article";
    Beyond0 = "beyond-0", "outside, with no sign of an interface between it and the edge of the page";
    Beyond3 = "beyond-3", "outside, with three or more signs of an interface between it and the edge of the page";
    BetweenOwn = "between-own", "in the page's language, with a sign of an interface between it and the article";
    RunLong = "run-long", "in a run of 8 to 19 unfinished lines";
    RunVeryLong = "run-very-long", "in a run of 20 or more unfinished lines";
    RunLongOutside = "run-long-outside", "in a run of 8 or more unfinished lines, before or after the article";
    RunSomePhrases = "run-some-phrases", "in a run with some interface phrases";
    SparsePage = "sparse-page", "the article has fewer than 800 letters of prose";
    SparseOutside = "sparse-outside", "before or after an article of fewer than 800 letters";
    OtherScript = "other-script", "in a script that the page's language is not written in";
    OtherScriptLatin = "other-script-latin", "in Latin letters, which the page's language is not written in";
    SameScriptPlain = "same-script-plain", "surely foreign, in the page's script, without interface words";
    QuotedSentence = "quoted-sentence", "a sentence, or in a stretch of sentences, that belongs to a quotation";
    LongRunForeign = "long-run-foreign", "another language fits, in a run of 20 or more unfinished lines";
    RepeatedForeign = "repeated-foreign", "another language fits, printed more than once";
    SecondSigns = "second-signs", "clearly in the page's second language, in a run with stamps, networks or interface phrases";
    SecondRun = "second-run", "clearly in the page's second language, in a run of eight or more unfinished lines";
    ScriptRun = "script-run", "in another script, in a run of eight or more unfinished lines";
    LatinWords = "latin-words", "four or more words in Latin letters, which the page's language is not written in";
    EnglishName = "english-name", "the form of a name, and English fits better than the page's language";
    OwnAlone = "own-alone", "clearly in the page's language, with no sign of an interface in its run";
    PhraseCase = "phrase-case", "four to six words, few of them in upper case";
    OutsideShared = "outside-shared", "before or after the article, with words that its prose uses";
    Stanza = "stanza", "in a row of short lines that end in a full stop, without any sign of an interface";
    StanzaForeign = "stanza-foreign", "foreign, in such a row";
    Leads = "leads", "the line of the page's language that stands nearest before the article";
    RestSome = "rest-some", "outside, with prose beyond it that makes a quarter of the article's or more";
    RunCertain0 = "run-certain-0", "in a run without stamps, networks or interface phrases";
    RunCertain1 = "run-certain-1", "in a run with one or two stamps, networks or interface phrases";
    RunCertain3 = "run-certain-3", "in a run with three or more stamps, networks or interface phrases";
    UnsureInside = "unsure-inside", "not surely foreign, in the article, with no foreign block beside it and no word of an interface";
    UnsureAlone = "unsure-alone", "not surely foreign, in a run without stamps, networks or interface phrases";
    RepeatedPlain = "repeated-plain", "printed more than once, and not surely foreign";
    LongRunPlain = "long-run-plain", "in a run of 20 or more unfinished lines, and not surely foreign";
    LongRunName = "long-run-name", "foreign without interface words, in a run of 20 or more unfinished lines";
    StampSeries = "stamp-series", "one of several stamps of its form in the article";
    StampsInside = "stamps-inside", "a stamp among stamps of the same form, in the article";
    BulletAlone = "bullet-alone", "foreign with a list mark, with no foreign block beside it and no word of an interface in its run";
    PlainAlone = "plain-alone", "surely foreign without interface words, with no foreign block beside it and no word of an interface in its run";
    FirstOwn = "first-own", "the first block in the page's language before the prose";
    Links = "links", "links and nothing else";
    LinksMostly = "links-mostly", "mostly links";
    Heading = "heading", "a heading of the document";
    Document = "document", "in a document with elements";
    Item = "item", "an item of a list of the document";
    Comment = "comment", "in a box that is called comments, on a page with an article";
    CommentProse = "comment-prose", "a paragraph in a box that is called comments, on a page with an article";
}
