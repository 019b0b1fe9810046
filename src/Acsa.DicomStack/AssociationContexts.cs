namespace Acsa.DicomStack;

/// <summary>The presentation contexts of an association, to keep.</summary>
public static class AssociationContexts
{
    /// <summary>The contexts as they are now.</summary>
    /// <remarks>One by one: fo-dicom's collection says that it can be copied, and throws when a list or an array is made of it.</remarks>
    public static IReadOnlyList<DicomPresentationContext> Contexts(this DicomAssociation association)
    {
        var contexts = new List<DicomPresentationContext>();
        foreach (var context in association.PresentationContexts) contexts.Add(context);
        return contexts;
    }
}
