namespace Baseline.Cli.Tests.Hosts;

/// <summary>A job for pull request 7 of a host, in a folder with a document and an estate that drifted.</summary>
internal sealed class HostJob : IDisposable
{
    public const string Marker = "<!-- baseline-plan -->";
    public const string DriftMarker = "<!-- baseline-drift -->";

    public HostJob(string host, string example = "conformity")
    {
        Folder = new Workspace(example);
        Host = host switch
        {
            "github" => new FakeGitHub(),
            "azure" => new FakeAzureDevOps(),
            _ => new FakeGitLab(),
        };
        foreach (var (name, value) in Host.Variables)
        {
            Folder.Variables[name] = value;
        }
    }

    public Workspace Folder { get; }

    public FakeHost Host { get; }

    public async Task PlanAsync()
    {
        var ran = await Folder.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json");
        Xunit.Assert.True(ran.ExitCode is 0 or 3, ran.Error);
    }

    public async Task ApplyAsync()
    {
        var ran = await Folder.RunAsync("apply", "--emulator", "estate.json", "--auto-approve");
        Xunit.Assert.True(ran.ExitCode is 0 or 3, ran.Error);
    }

    /// <summary>Runs <c>baseline comment</c>, which must not say the token.</summary>
    public async Task<Ran> CommentAsync(params string[] args)
    {
        var ran = await Folder.RunAsync(["comment", .. args]);
        Xunit.Assert.DoesNotContain(Host.Token, ran.Output + ran.Error, StringComparison.Ordinal);
        return ran;
    }

    /// <summary>Plans and comments.</summary>
    public async Task<Ran> ReviewAsync(params string[] args)
    {
        await PlanAsync();
        var ran = await CommentAsync(["plan.json", .. args]);
        Xunit.Assert.True(ran.ExitCode == 0, ran.Error);
        return ran;
    }

    public void Dispose()
    {
        Host.Dispose();
        Folder.Dispose();
    }
}
