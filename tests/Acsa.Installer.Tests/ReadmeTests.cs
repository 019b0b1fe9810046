using System.Text.RegularExpressions;

namespace Acsa.Installer.Tests;

[Collection(PackagesCollection.Name)]
public sealed class ReadmeTests(Packages packages)
{
    // What stands for the reader's own: files, an archive's address, an object. And fewer images, for the time they take.
    static readonly (string Said, string Meant)[] Own =
    [
        ("FILES…", "phantoms/*.dcm"), ("PACS@10.0.0.9:104", "ORTHANC@127.0.0.1:4242"), ("explain FILE", "explain \"$(ls phantoms/*.dcm | head -n 1)\""),
        ("show UID", "show \"$uid\""), ("--count 20", "--count 6"),
    ];

    [Fact]
    public async Task The_readmes_next_ten_minutes_work_as_they_stand_there_with_the_unpacked_tarball()
    {
        await using var machine = await DebianMachine.StartAsync(packages.Tarball);
        var output = await machine.RunAsync($$"""
            set -e
            sed -i 's/\("DicomAlwaysAllow\(Find\|Get\)" *: *\)false/\1true/' /etc/orthanc/orthanc.json
            systemctl start orthanc
            tar -C /opt -xzf acsa-node-*.tar.gz && cd /opt/acsa-node-* && mkdir -p /mnt/backup
            export ACSA__destinations='[ { "name": "PACS", "aeTitle": "ORTHANC", "host": "127.0.0.1", "port": 4242 } ]'
            ./acsa phantom --out phantoms --count 6 --seed 1
            {{string.Join('\n', Steps().Select(Played))}}
            """);
        Assert.Contains("is in order", output, StringComparison.Ordinal);
        Assert.Contains("ORTHANC@127.0.0.1:4242 answers", output, StringComparison.Ordinal);
        Assert.Contains("6 delivered", output, StringComparison.Ordinal);
        Assert.Contains("PASSED", output, StringComparison.Ordinal);
        Assert.Contains("nothing differs", output, StringComparison.Ordinal);
        Assert.Matches(@"/mnt/backup/ledger-\S+\.sqlite", output);
    }

    static IEnumerable<string> Steps()
    {
        var section = File.ReadAllText(Repository.PathOf("README.md")).Split("\n## The next ten minutes\n")[1].Split("\n## ")[0];
        var steps = section.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => Regex.Replace(line, @"\s+# .*", "").Trim()).ToList();
        Assert.True(steps.Count > 12);
        // The benchmarks are not in the package.
        Assert.True(steps.Remove("./acsa bench"));
        return steps;
    }

    static string Played(string step)
    {
        foreach (var (said, meant) in Own) step = step.Replace(said, meant, StringComparison.Ordinal);
        if (step.StartsWith("./acsa run ", StringComparison.Ordinal))
            return $"systemd-run --quiet --unit=node --working-directory=\"$PWD\" --setenv=ACSA__destinations=\"$ACSA__destinations\" \"$PWD\"/{step[2..]}\n"
                + "until ./acsa echo ACSA@127.0.0.1:11112; do systemctl is-active node; sleep 0.5; done";
        if (step.StartsWith("./acsa status ", StringComparison.Ordinal))
            return $"until ./acsa status --unfinished --config config/my.json >/dev/null; do sleep 1; done\n{step}\n"
                + "uid=$(./acsa status --json --config config/my.json | python3 -c 'import json, sys; print(json.load(sys.stdin)[\"recent\"][0][\"studyInstanceUid\"])')";
        return step;
    }
}
