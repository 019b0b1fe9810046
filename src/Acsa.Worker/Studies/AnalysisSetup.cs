using System.Security.Cryptography;
using System.Text;
using Acsa.Acquisition;
using Acsa.Imaging;
using Acsa.Measurement;
using Acsa.Reporting;
using Acsa.Segmentation;
using Acsa.Worker.Configuration;

namespace Acsa.Worker.Studies;

/// <summary>What the analysis is made of: the same for every image of a run of the program.</summary>
sealed class AnalysisSetup : IDisposable
{
    AnalysisSetup(ModelRack models, DeviceIdentity device, ReferenceSet references, ReadingRules reading) =>
        (Models, Device, References, Reading, Anatomy) = (models, device, references, reading, new(StructureTable.BuiltIn, reading.Anatomy));

    public ModelRack Models { get; }

    public DeviceIdentity Device { get; }

    /// <summary>The tables that z-scores come from.</summary>
    public ReferenceSet References { get; }

    /// <summary>Where they are unless a site says otherwise.</summary>
    public static string BuiltInReferences => Path.Combine(AppContext.BaseDirectory, "config", "references");

    /// <summary>What is written of each image: what any destination wants.</summary>
    public IReadOnlySet<ResultKind> Kinds => WantedKinds();

    /// <summary>Whether pictures bear the notice that they are no medical device's.</summary>
    public bool MarksPictures { get; init; } = true;

    /// <summary>Which destinations get which kind; null where there are none to ask.</summary>
    public IReadOnlyDictionary<ResultKind, IReadOnlyList<string>>? Receivers => WhoGets?.Invoke();

    /// <summary>How to find them.</summary>
    public Func<IReadOnlyDictionary<ResultKind, IReadOnlyList<string>>>? WhoGets { get; init; }

    /// <summary>How presentation states carry outlines.</summary>
    public OutlineForm Outlines { get; init; } = OutlineForm.Both;

    Func<IReadOnlySet<ResultKind>> WantedKinds { get; init; } = () => ResultKinds.Default;

    /// <summary>The tables of a folder, the built-in one's for null; throws <see cref="ReferenceTableException"/> for a faulty table, and
    /// for a folder
    /// that was named and is not there: a slip must not take every z-score away in silence.</summary>
    public static ReferenceSet LoadReferences(string? folder) => folder is null || Directory.Exists(folder)
        ? ReferenceSet.Load(folder ?? BuiltInReferences)
        : throw new ReferenceTableException($"{folder}: there is no such folder of reference tables.");

    public StructureTable Structures { get; } = StructureTable.BuiltIn;

    public AnatomyReader Anatomy { get; }

    /// <summary>What the site, or the user, decided about scales and names.</summary>
    public ReadingRules Reading { get; }

    /// <summary>Version of this program.</summary>
    public static string SoftwareVersion { get; } = typeof(AnalysisSetup).Assembly.GetName().Version!.ToString(3);

    /// <summary>
    /// Hash of everything but the models that may change a number or an object: results of another hash are other instances.
    /// </summary>
    public string ConfigurationHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        Fingerprint + (MarksPictures ? "" : "|pictures without notice") + $"|outlines as {Outlines}")));

    string Fingerprint =>
        FormattableString.Invariant($"{SoftwareVersion}|{Measurer.Version}|frames {FrameChooser.DefaultFramesPerClip}|{QualityRules.Fingerprint(StructureTable.BuiltIn)}|references {References.Fingerprint}|{Reading.Fingerprint}");

    /// <summary>The models in use and what they run on, for the log.</summary>
    public string Description => Models.Models.Count == 0
        ? "no model"
        : string.Join(", ", Models.Models.Select(model =>
            $"{model.Package.Manifest.Id} {model.Package.Manifest.Version} on {model.Provider}"));

    /// <summary>Loads the models.</summary>
    /// <param name="referencesFolder">Folder of reference tables; null takes the built-in one.</param>
    /// <param name="installation">Bytes that stay the same as long as this installation lives; the offline tools have none.</param>
    public static AnalysisSetup Create(string modelsFolder, InferenceConfiguration inference, string stationName,
        byte[]? installation = null, string? referencesFolder = null,
        Func<IReadOnlySet<ResultKind>>? kinds = null, ReadingRules? reading = null,
        IReadOnlySet<string>? alsoModels = null, bool marksPictures = true,
        Func<IReadOnlyDictionary<ResultKind, IReadOnlyList<string>>>? whoGets = null, OutlineForm outlines = OutlineForm.Both) => new(
        ModelRack.Open(modelsFolder, ExecutionProviderPolicy.Parse(inference.Provider, inference.Gpu), alsoModels),
        new("AcsaNode", "AcsaNode", SerialNumber(installation), SoftwareVersion, ObserverUid(installation), stationName),
        LoadReferences(referencesFolder), reading ?? ReadingRules.Default)
    {
        WantedKinds = kinds ?? (() => ResultKinds.Default), MarksPictures = marksPictures, WhoGets = whoGets, Outlines = outlines,
    };

    public void Dispose() => Models.Dispose();

    static string SerialNumber(byte[]? installation) => installation is null ? "offline"
        : Convert.ToHexStringLower(Digest(installation))[..16];

    // PS3.5 B.2: a UID from a UUID; RFC 9562 version 8 leaves the rest of its bits to us.
    static string ObserverUid(byte[]? installation)
    {
        var bytes = Digest(installation ?? []).AsSpan(0, 16).ToArray();
        bytes[6] = (byte)(0x80 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return "2.25." + new System.Numerics.BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    static byte[] Digest(byte[] installation) => SHA256.HashData([.. "acsa observer "u8, .. installation]);
}
