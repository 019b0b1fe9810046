using System.Collections;

namespace Acsa.Dicom.Network;

/// <summary>The extended negotiations of an association, one for each SOP class, in the order in which they were added.</summary>
public class DicomExtendedNegotiationCollection : ICollection<DicomExtendedNegotiation>
{
    private readonly List<DicomExtendedNegotiation> _negotiations = [];

    /// <inheritdoc/>
    public int Count => _negotiations.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <summary>The negotiation of a SOP class.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public DicomExtendedNegotiation this[DicomUID id] =>
        Find(id) ?? throw new KeyNotFoundException($"There is no extended negotiation for {id.UID}.");

    /// <summary>Adds a negotiation.</summary>
    /// <exception cref="ArgumentException">There is one for this SOP class.</exception>
    public void Add(DicomExtendedNegotiation item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (Contains(item.SopClassUid)) throw new ArgumentException($"{item.SopClassUid.UID} is negotiated already.", nameof(item));
        _negotiations.Add(item);
    }

    /// <summary>Adds extended negotiation for a SOP class.</summary>
    public void Add(DicomUID sopClassUid, DicomServiceApplicationInfo applicationInfo) =>
        Add(new DicomExtendedNegotiation(sopClassUid, applicationInfo));

    /// <summary>Adds common extended negotiation for a SOP class.</summary>
    public void Add(DicomUID sopClassUid, DicomUID serviceClassUid, params DicomUID[] relatedGeneralSopClasses) =>
        Add(new DicomExtendedNegotiation(sopClassUid, serviceClassUid, relatedGeneralSopClasses));

    /// <summary>Adds extended negotiation to what there is for a SOP class.</summary>
    public void AddOrUpdate(DicomUID sopClassUid, DicomServiceApplicationInfo applicationInfo)
    {
        if (Find(sopClassUid) is { } negotiation) negotiation.RequestedApplicationInfo = applicationInfo;
        else Add(sopClassUid, applicationInfo);
    }

    /// <summary>Adds common extended negotiation to what there is for a SOP class.</summary>
    public void AddOrUpdate(DicomUID sopClassUid, DicomUID serviceClassUid, params DicomUID[] relatedGeneralSopClasses)
    {
        if (Find(sopClassUid) is not { } negotiation)
        {
            Add(sopClassUid, serviceClassUid, relatedGeneralSopClasses);
            return;
        }

        negotiation.ServiceClassUid = serviceClassUid;
        negotiation.RelatedGeneralSopClasses.Clear();
        negotiation.RelatedGeneralSopClasses.AddRange(relatedGeneralSopClasses);
    }

    /// <summary>Answers the extended negotiation of a SOP class; nothing happens when there was none.</summary>
    public void AcceptApplicationInfo(DicomUID sopClassUid, DicomServiceApplicationInfo? applicationInfo) =>
        Find(sopClassUid)?.AcceptApplicationInfo(applicationInfo);

    /// <inheritdoc/>
    public void Clear() => _negotiations.Clear();

    /// <inheritdoc/>
    public bool Contains(DicomExtendedNegotiation item) => _negotiations.Contains(item);

    /// <summary>Whether a SOP class is negotiated.</summary>
    public bool Contains(DicomUID item) => Find(item) is not null;

    /// <inheritdoc/>
    public void CopyTo(DicomExtendedNegotiation[] array, int arrayIndex) => _negotiations.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public bool Remove(DicomExtendedNegotiation item) => _negotiations.Remove(item);

    /// <inheritdoc/>
    public IEnumerator<DicomExtendedNegotiation> GetEnumerator() => _negotiations.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal DicomExtendedNegotiation? Find(DicomUID sopClassUid) => _negotiations.Find(item => item.SopClassUid == sopClassUid);
}
