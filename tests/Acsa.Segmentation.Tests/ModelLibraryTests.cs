namespace Acsa.Segmentation.Tests;

public sealed class ModelLibraryTests
{
    [Fact]
    public void Finds_the_packages_that_know_a_structure()
    {
        var library = ModelLibrary.Load(Packages.Root);
        Assert.Equal(["ensemble", "flips", "judging", "nhwc", "pointwise", "unet", "unstable", "window", "zscore"],
            library.Packages.Select(package => package.Manifest.Id));
        Assert.Empty(library.Problems);
        Assert.Equal("flips", library.Find("rectus-femoris")!.Manifest.Id);
        Assert.Equal(["ensemble", "flips", "pointwise", "unet", "window", "zscore"],
            library.For("vastus-lateralis").Select(package => package.Manifest.Id));
        Assert.Null(library.Find("biceps-brachii"));
    }

    [Fact]
    public void Newest_version_comes_first_twins_and_broken_packages_become_problems()
    {
        var folder = Directory.CreateTempSubdirectory("acsa-library-");
        var copies = new List<Packages.Copy>();
        try
        {
            foreach (var version in new[] { "1.2.0", "1.10.0", "1.10.0-beta", "1.10.0", "nonsense" })
            {
                var copy = new Packages.Copy("pointwise");
                copies.Add(copy);
                Directory.Move(copy.Change(manifest => manifest["version"] = version).Folder,
                    Path.Combine(folder.FullName, $"{copies.Count}"));
                Directory.CreateDirectory(copy.Folder);
            }

            Directory.CreateDirectory(Path.Combine(folder.FullName, "no-package"));
            var library = ModelLibrary.Load(folder.FullName);
            Assert.Equal(["1.10.0", "1.10.0-beta", "1.2.0"], library.Packages.Select(package => package.Manifest.Version));
            Assert.Equal(2, library.Problems.Count);
            Assert.Contains("pointwise 1.10.0 is already in", library.Problems[0]);
            Assert.Contains("nonsense", library.Problems[1]);
        }
        finally
        {
            copies.ForEach(copy => copy.Dispose());
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_missing_folder_is_named() =>
        Assert.Contains("absent: cannot be read",
            Assert.Throws<ModelPackageException>(() => ModelLibrary.Load(Path.Combine(Packages.Root, "absent"))).Message);
}
