using System.Globalization;

namespace Acsa.Segmentation;

/// <summary>Writes the card of an imported model: what is known, and headings for what only people know.</summary>
static class ModelCard
{
    public static string Write(ImportReport report, ImportKind kind)
    {
        var manifest = report.Package.Manifest;
        var dice = report.Golden.Dice.ToString("0.0000", CultureInfo.InvariantCulture);
        var mask = report.HasForeignMask
            ? "The golden mask is the source framework's own."
            : "The golden mask was made by this node when the model was imported: it shows that other machines give the same, not that the conversion is right.";
        var output = report.OutputDifference is { } difference
            ? FormattableString.Invariant($"Raw output beside the source framework's on its own input: largest difference {difference:G3}.")
            : "The raw output was not compared with the source framework's: none came with the model.";
        return $"""
            # {manifest.Title}

            `{manifest.Id}` {manifest.Version}, imported as `{kind.Name}` ({kind.Description}). Licence: {manifest.Licence}.

            Intended use: {manifest.IntendedUse}

            Structures: {string.Join(", ", manifest.Structures)}. Views: {string.Join(", ", manifest.Views)}.

            ## Checked at the import

            Golden case on the processor: Dice {dice}. {mask}
            {output}

            ## Trained on

            Not stated.

            ## Tested on

            Not stated. A model that nobody has tested on the site's own images must not be used on patients.

            ## Known failures

            Not stated.

            """.ReplaceLineEndings("\n");
    }
}
