using System.Collections;

namespace Acsa.Dicom.Network;

/// <summary>The presentation contexts of an association, by identifier; at most 128 (PS3.8 7.1.1.13).</summary>
public class DicomPresentationContextCollection : ICollection<DicomPresentationContext>
{
    private readonly SortedList<byte, DicomPresentationContext> _contexts = [];

    /// <inheritdoc/>
    public int Count => _contexts.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <summary>The context of an identifier.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public DicomPresentationContext this[byte id] => _contexts[id];

    /// <summary>Adds a context with the next free identifier.</summary>
    /// <exception cref="DicomNetworkException">There are 128 already.</exception>
    public void Add(DicomUID abstractSyntax, params DicomTransferSyntax[] transferSyntaxes) =>
        Add(abstractSyntax, null, null, transferSyntaxes);

    /// <summary>Adds a context with roles and the next free identifier.</summary>
    /// <exception cref="DicomNetworkException">There are 128 already.</exception>
    public void Add(DicomUID abstractSyntax, bool? userRole, bool? providerRole, params DicomTransferSyntax[] transferSyntaxes)
    {
        ArgumentNullException.ThrowIfNull(transferSyntaxes);
        var context = new DicomPresentationContext(NextId(), abstractSyntax, userRole, providerRole);
        foreach (var syntax in transferSyntaxes) context.AddTransferSyntax(syntax);
        Add(context);
    }

    /// <summary>Adds a context under its own identifier.</summary>
    public void Add(DicomPresentationContext item)
    {
        ArgumentNullException.ThrowIfNull(item);
        _contexts.Add(item.ID, item);
    }

    /// <summary>Adds what a request needs, unless contexts for it are there already.</summary>
    /// <exception cref="DicomNetworkException">There would be more than 128.</exception>
    public void AddFromRequest(DicomRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        foreach (var (abstractSyntax, transferSyntaxes) in request.ContextsNeeded())
        {
            var (user, provider) = request.RolesNeeded;
            var isThere = _contexts.Values.Any(context =>
                context.AbstractSyntax == abstractSyntax && context.GetTransferSyntaxes().SequenceEqual(transferSyntaxes) &&
                context.HasRole(user ?? true, provider ?? false));
            if (!isThere) Add(abstractSyntax, user, provider, transferSyntaxes);
        }
    }

    /// <inheritdoc/>
    public void Clear() => _contexts.Clear();

    /// <inheritdoc/>
    public bool Contains(DicomPresentationContext item) => _contexts.ContainsValue(item);

    /// <inheritdoc/>
    public void CopyTo(DicomPresentationContext[] array, int arrayIndex) => _contexts.Values.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public bool Remove(DicomPresentationContext item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return _contexts.Remove(item.ID);
    }

    /// <inheritdoc/>
    public IEnumerator<DicomPresentationContext> GetEnumerator() => _contexts.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal DicomPresentationContext? Find(byte id) => _contexts.GetValueOrDefault(id);

    private byte NextId()
    {
        for (var id = 1; id <= byte.MaxValue; id += 2)
            if (!_contexts.ContainsKey((byte)id)) return (byte)id;
        throw new DicomNetworkException("An association holds at most 128 presentation contexts (PS3.8 7.1.1.13).");
    }
}
