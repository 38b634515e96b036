using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Xunit;

namespace Baseline.Arm.Tests.Hostile;

/// <summary>The kinds of write are all that there are, and each is made.</summary>
public sealed class WriteKindTests
{
    public static TheoryData<string> Names => [.. WriteKinds.All.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The plan of a row makes a write of its kind, which Azure takes when it is honest.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_kind_of_write_is_made(string name)
    {
        var (start, plan) = await HostileWrite.BeforeAsync(WriteKinds.All[name]);

        Assert.Contains(plan.Changes, WriteKinds.All[name].Is);
        var report = await WrittenWorld.ApplyAsync(start, plan, Token);
        Assert.True(report.Succeeded, string.Join('\n', report.Changes.Select(change => $"{change.Outcome} {change.Change.Method} {change.Change.Resource} {change.Detail}")));
    }

    /// <summary>
    /// Whatever a type accepts is among the kinds: what is written to each type, with every method and every verb, is either never
    /// sent or a row.
    /// </summary>
    [Fact]
    public async Task Every_write_that_a_type_accepts_is_among_the_kinds()
    {
        var written = new List<ArmWrite>();
        foreach (var kind in WriteKinds.All.Values)
        {
            var (_, plan) = await HostileWrite.BeforeAsync(kind);
            written.AddRange(plan.Changes.Select(WriteKind.WriteOf));
        }

        var accepted = written.SelectMany(Variants).Where(write => ControlCatalogue.Product.Types.WhyNeverSent(write) is null)
            .Select(write => (write.Type, WriteKind.NameOf(write.Type, write.Method, write.Resource))).Distinct().Order();

        Assert.Equal(accepted, WriteKinds.All.Values.Select(kind => (kind.Type, kind.Method)).Distinct().Order());
        Assert.Equal(ControlCatalogue.Product.Types.All.Select(type => type.Name).Order(), WriteKinds.All.Values.Select(kind => kind.Type).Distinct().Order());
    }

    private static IEnumerable<ArmWrite> Variants(ArmWrite write) =>
        from method in (string[])["PUT", "PATCH", "POST", "DELETE"]
        from resource in Resources(write)
        from body in (JsonElement[])[write.Body, default]
        where ControlCatalogue.Product.Types.Find(write.Type)?.ApiVersion == write.ApiVersion
        select write with { Method = method, Resource = resource, Body = body };

    private static IEnumerable<string> Resources(ArmWrite write) => write.Type == "Microsoft.KeyVault/vaults/accessPolicies"
        ? ((string[])["add", "remove", "replace", "merge"]).Select(verb => $"{write.Resource[..write.Resource.LastIndexOf('/')]}/{verb}")
        : [write.Resource];
}
