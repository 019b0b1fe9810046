using System.Globalization;

namespace Acsa.Worker.SelfTest;

/// <summary>What an archive gives back of the self-test's study, in a folder of the acceptance file; anything else is refused and not
/// kept.</summary>
sealed class FetchedInstances(string studyUid, string folder)
{
    // PS3.7 C.5.22
    static readonly DicomStatus s_notAuthorised = new("0124", DicomState.Failure, "Not authorised");

    readonly Lock _lock = new();
    readonly List<DicomDataset> _all = [];

    public IReadOnlyList<DicomDataset> All
    {
        get
        {
            lock (_lock) return [.. _all];
        }
    }

    /// <summary>Keeps an instance, or says by its status why not.</summary>
    public DicomCStoreResponse Take(DicomCStoreRequest request)
    {
        lock (_lock)
        {
            var data = request.File.Dataset;
            // A port that an archive may call could be sent anybody's images.
            if (data.GetSingleValueOrDefault(DicomTag.StudyInstanceUID, "") != studyUid || _all.Count >= Limits.FetchedInstances)
                return new(request, s_notAuthorised);
            // Its large values are gone when the request is answered; what came stays for the acceptance file.
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{_all.Count + 1}.dcm"));
            new DicomFile(data).Save(file);
            _all.Add(DicomFile.Open(file, FileReadOption.ReadAll).Dataset);
            return new(request, DicomStatus.Success);
        }
    }
}
