using Baseline.Applying;
using Baseline.Emulator;
using Baseline.Plans;
using Baseline.TestKit.Loopback;
using Xunit;

namespace Baseline.Arm.Tests.Hostile;

/// <summary>
/// What is told as done holds, what others own is there afterwards, and a run without the wrong answers comes to the end that it
/// always has.
/// </summary>
internal static class HostileWrite
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Carries out a plan in which a write of a kind is answered wrongly, and then what is left, honestly.</summary>
    public static async Task CheckAsync(WriteKind kind, WrongAnswer wrong, Func<string, string, bool> isAttacked, bool takesEffect)
    {
        var (emulator, plan) = await BeforeAsync(kind);
        var (before, runs) = await kind.World.BeforeAsync(kind.Undos);
        ApplyReport report;
        await using (var server = new HostileServer(new ArmEmulatorHandler(emulator), wrong, isAttacked, takesEffect))
        {
            report = await HostileRun.ApplyAsync(server.Address, plan, Token);
            Assert.True(server.Attacked > 0, "Nothing was answered wrongly.");
        }

        Kept(kind.World, before, emulator);
        var left = await kind.World.PlanAsync(emulator, runs, Token);
        var open = left.Changes.Select(Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.All(
            report.Changes.Where(change => change.Outcome is ChangeOutcome.Applied or ChangeOutcome.AlreadyDone),
            change => Assert.DoesNotContain(Text(change.Change), open));
        Assert.False(report.Succeeded && left.Changes.Count > 0, "It is told as done, and is not.");
        await WrittenWorld.ApplyAsync(emulator, left, Token);
        Assert.Empty((await kind.World.PlanAsync(emulator, runs, Token)).Changes);
        Kept(kind.World, before, emulator);
    }

    /// <summary>Azure before a write of a kind, and the plan that makes it.</summary>
    public static async Task<(ArmEmulator Emulator, Plan Plan)> BeforeAsync(WriteKind kind)
    {
        var (estate, runs) = await kind.World.BeforeAsync(kind.Undos);
        var emulator = WrittenWorld.Load(estate);
        return (emulator, await kind.World.PlanAsync(emulator, runs, Token));
    }

    private static void Kept(WrittenWorld world, byte[] before, ArmEmulator after)
    {
        foreach (var ((mark, count), (_, now)) in world.OfOthers(before).Zip(world.OfOthers(WrittenWorld.Save(after))))
        {
            Assert.True(count > 0, $"Nobody has {mark}.");
            Assert.True(now >= count, $"{mark} is lost.");
        }
    }

    private static string Text(Change change) => $"{change.Method} {change.Resource} {change.Body}";
}
