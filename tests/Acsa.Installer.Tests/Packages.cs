namespace Acsa.Installer.Tests;

/// <summary>What is handed out, made once for all tests, or taken from the folder that ACSA_INSTALLERS names.</summary>
public sealed class Packages : IAsyncLifetime
{
    public string Folder { get; private set; } = "";
    public string Deb => One("*_amd64.deb");
    public string Tarball => One("*-linux-x64.tar.gz");
    public string Zip => One("*-win-x64.zip");
    public string Msi => One("*-win-x64.msi");

    public async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("ACSA_INSTALLERS") is { Length: > 0 } made)
        {
            Folder = Path.GetFullPath(made, Repository.Root);
            return;
        }

        Folder = Repository.PathOf("artifacts", "installers", "test");
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        await Shell.MustRunAsync($"'{Repository.PathOf("installers", "build")}' --quick --out '{Folder}'", TimeSpan.FromMinutes(14));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public string One(string pattern) => Assert.Single(Directory.GetFiles(Folder, pattern));
}
