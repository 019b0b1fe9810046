using Acsa.Imaging;

namespace Acsa.Acquisition;

/// <summary>Reads a descriptive text by the words of the tables: the muscles' names first, then what is left of it.</summary>
internal sealed class TextAnatomy(StructureTable structures, AnatomyTable table)
{
    readonly List<(Structure Structure, string[] Name)> _names =
        [.. structures.Structures.SelectMany(structure => structure.Words.Select(name => (structure, name)))
            .OrderByDescending(pair => pair.name.Length)];

    public NamedAnatomy Read(DicomDataset dataset, DicomTag tag, string source, StatementScope scope = StatementScope.Series)
    {
        if (new LenientValues(dataset, "", []).Text(tag) is not { } value) return NamedAnatomy.Silent(source);
        var shortened = value.Length > Limits.MaxTextLength ? value[..Limits.MaxTextLength] : value;
        var statements = new List<AnatomyStatement>();
        var found = new HashSet<string>(StringComparer.Ordinal);
        var (ruled, view) = Rules(shortened, tag, source, statements, found);

        var text = new WordText(shortened);
        Any(text, language => language.Neutral);
        // Phrases may hold a muscle's name, as "sol rectus", so they are read from the whole; single words from what the names leave.
        var phrased = Sides(new WordText(shortened), source, statements, phrases: true);
        foreach (var (structure, name) in _names)
            if (text.Take(name)) Say(structure.Key, string.Join(' ', name));
        foreach (var structure in structures.Structures)
            foreach (var abbreviation in structure.Abbreviations)
                if (text.TakeAbbreviation(abbreviation)) Say(structure.Key, abbreviation);
        var said = phrased | Sides(text, source, statements, phrases: false);
        var along = Take(text, source, "view", "longitudinal", language => language.Longitudinal, statements);
        var across = Take(text, source, "view", "transverse", language => language.Transverse, statements);
        return new(source, found, ruled != Laterality.Unknown ? ruled.Named() : said)
        {
            Scope = scope,
            IsLongitudinal = view is null ? along : view == "longitudinal",
            IsTransverse = view is null ? across : view == "transverse",
            Doubt = Doubt(text, source, statements, phrased != NamedSides.None, view is not null),
            Statements = statements,
        };

        void Say(string key, string rule)
        {
            if (found.Add(key)) statements.Add(new(source, "structure", key, $"structures.json: {rule}"));
        }
    }

    (Laterality Side, string? View) Rules(string value, DicomTag tag, string source, List<AnatomyStatement> statements,
        HashSet<string> found)
    {
        var (side, view) = (Laterality.Unknown, (string?)null);
        foreach (var rule in table.Rules.Where(rule => rule.Attribute == tag.DictionaryEntry.Keyword
            && new WordText(value).Take(rule.Words)))
        {
            var name = $"anatomy.json: rule '{rule.Name}'";
            if (rule.Structure is { } key && found.Add(key)) statements.Add(new(source, "structure", key, name));
            if (rule.Side != Laterality.Unknown && side == Laterality.Unknown)
                statements.Add(new(source, "side", AnatomyReader.NameOf(side = rule.Side), name));
            if (rule.View is not null && view is null) statements.Add(new(source, "view", view = rule.View, name));
        }
        return (side, view);
    }

    // All forms are tried, so that "left" and "L" in one text count as one statement.
    NamedSides Sides(WordText text, string source, List<AnatomyStatement> statements, bool phrases)
    {
        var said = new List<AnatomyStatement>();
        if (!phrases) Take(text, source, "side", "both", language => language.Both, said);
        Take(text, source, "side", "left", language => Of(language.Left), said);
        Take(text, source, "side", "right", language => Of(language.Right), said);
        if (!phrases)
        {
            Take(text, source, "side", "left", language => language.LeftAtEnd, said, (words, phrase) => words.TakeLast(phrase[^1]));
            Take(text, source, "side", "right", language => language.RightAtEnd, said, (words, phrase) => words.TakeLast(phrase[^1]));
            Letters(table.LeftLetters, "left");
            Letters(table.RightLetters, "right");
        }
        statements.AddRange(said);
        return said.Aggregate(NamedSides.None, (sides, statement) => sides | statement.Value switch
        {
            "left" => NamedSides.Left,
            "right" => NamedSides.Right,
            _ => NamedSides.Both,
        });

        IReadOnlyList<string[]> Of(IReadOnlyList<string[]> words) => [.. words.Where(word => word.Length > 1 == phrases)];

        void Letters(IReadOnlyList<string> letters, string side)
        {
            foreach (var letter in letters)
                if (text.TakeExactly(letter)) said.Add(new(source, "side", side, $"anatomy.json: letter {letter}"));
        }
    }

    string? Doubt(WordText text, string source, List<AnatomyStatement> statements, bool sideIsPhrased, bool viewIsRuled)
    {
        if (Take(text, source, "doubt", "negation", language => language.Negation, statements))
            return $"{source} holds a negation: the muscle that it names may not be the one shown.";
        if (Take(text, source, "doubt", "tendon", language => language.Tendon, statements))
            return $"{source} names a tendon: the image may not show the muscle's belly.";
        if (sideIsPhrased || viewIsRuled) return null;
        return Take(text, source, "doubt", "ambiguous", language => language.Ambiguous, statements)
            ? $"{source} holds the word '{statements[^1].Rule.Split(' ')[^1]}', which may mean a plane, a muscle or a side."
            : null;
    }

    void Any(WordText text, Func<LanguageWords, IReadOnlyList<string[]>> words)
    {
        foreach (var phrase in table.Languages.SelectMany(words)) text.Take(phrase);
    }

    bool Take(WordText text, string source, string subject, string value, Func<LanguageWords, IReadOnlyList<string[]>> words,
        List<AnatomyStatement> statements, Func<WordText, string[], bool>? take = null)
    {
        var before = statements.Count;
        foreach (var language in table.Languages)
            foreach (var phrase in words(language))
                if (take?.Invoke(text, phrase) ?? text.Take(phrase))
                    statements.Add(new(source, subject, value, $"anatomy.json: {language.Language} {string.Join(' ', phrase)}"));
        return statements.Count > before;
    }
}
