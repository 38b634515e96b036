using Baseline.Estates;
using Baseline.Plans;
using CsCheck;
using Xunit;

namespace Baseline.Core.Tests.Plans;

public sealed class HostileFileTests
{
    private static readonly Gen<(int At, byte Value)[]> Damage = Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[1, 4];

    [Fact]
    public void A_damaged_plan_is_refused_and_never_a_crash() =>
        Damage.Sample(damage =>
        {
            var whole = PlanFile.Write(SamplePlan.Full);
            var damaged = Damaged(whole, damage);

            var result = PlanFile.Read(damaged, "plan.json");

            Assert.True(result.Failed || PlanFile.DigestOf(SamplePlan.Full) == PlanFile.DigestOf(Assert.IsType<Plan>(result.Value)));
        });

    [Fact]
    public void A_damaged_estate_is_no_crash() =>
        Damage.Sample(damage =>
        {
            var estate = """
                { "formatVersion": "1.0", "capturedAt": "2026-11-22T09:00:00Z", "source": "azure",
                  "subscriptions": [ { "id": "11111111-1111-1111-1111-111111111111", "managementGroups": ["a"] } ],
                  "resources": [ { "id": "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg", "tags": { "\u00e4": "\ud83d\ude00" } } ],
                  "unreadable": [ { "id": "/subscriptions/11111111-1111-1111-1111-111111111111", "status": 403, "code": "x" } ] }
                """u8.ToArray();

            var result = EstateFile.Read(Damaged(estate, damage), "estate.json");

            Assert.All(result.Diagnostics, diagnostic => Assert.NotNull(diagnostic.Span));
        });

    private static byte[] Damaged(byte[] whole, (int At, byte Value)[] damage)
    {
        foreach (var (at, value) in damage)
        {
            whole[at % whole.Length] = value;
        }

        return whole;
    }
}
