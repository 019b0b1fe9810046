using System.Globalization;
using System.Security.Cryptography;
using Acsa.Imaging;

namespace Acsa.Segmentation;

/// <summary>The images on which a GPU has failed since it last managed one, each once. Any thread may call.</summary>
sealed class FailedImages
{
    readonly Lock _lock = new();
    readonly HashSet<string> _images = [];
    volatile bool _any;

    /// <summary>It managed one.</summary>
    public void Forget()
    {
        if (!_any) return;
        lock (_lock)
        {
            _images.Clear();
            _any = false;
        }
    }

    /// <summary>It failed on this one; gives how many different ones there are now. The same image, tried again, says nothing new of the
    /// GPU.</summary>
    public int Add(GreyImage image)
    {
        var name = string.Create(CultureInfo.InvariantCulture,
            $"{image.Width}×{image.Height} {Convert.ToHexString(SHA256.HashData(image.Pixels))}");
        lock (_lock)
        {
            _images.Add(name);
            _any = true;
            return _images.Count;
        }
    }
}
