namespace Acsa.Imaging;

/// <summary>
/// Binary morphology. What lies beyond the image has no say: it neither dilates into the image nor erodes from its border
/// (as OpenCV and scikit-image do).
/// </summary>
public static class Morphology
{
    /// <summary>Inside wherever the element, centred there, meets the mask.</summary>
    public static Mask Dilate(this Mask mask, StructuringElement element) => BitRows.From(mask).Dilated(element).ToMask();

    /// <summary>Inside wherever the element, centred there, lies within the mask.</summary>
    /// <remarks>Not inside is wherever the element meets what is outside: a dilation of the outside.</remarks>
    public static Mask Erode(this Mask mask, StructuringElement element) =>
        BitRows.From(mask, outside: true).Dilated(element).ToMask(outside: true);

    /// <summary>Erosion, then dilation: thin bridges and specks go.</summary>
    public static Mask Open(this Mask mask, StructuringElement element) => mask.Erode(element).Dilate(element);

    /// <summary>Dilation, then erosion: thin gaps and pinholes go.</summary>
    public static Mask Close(this Mask mask, StructuringElement element) => mask.Dilate(element).Erode(element);
}
