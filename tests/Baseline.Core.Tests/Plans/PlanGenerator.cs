using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.Selecting;
using CsCheck;

namespace Baseline.Core.Tests.Plans;

/// <summary>Plans of every shape that the format can hold.</summary>
internal static class PlanGenerator
{
    private static readonly Gen<string> Text =
        Gen.Char.Where(c => !char.IsSurrogate(c)).Array[0, 8].Select(characters => new string(characters));

    private static readonly Gen<string> Digest =
        Gen.Byte.Array[32].Select(bytes => $"sha256:{Convert.ToHexStringLower(bytes)}");

    private static readonly Gen<ResourceId> Id =
        Gen.Select(Gen.Guid, OneOf("kv-a", "kv-Zürich", "x y")).Select((guid, name) => ResourceId.Parse(
            $"/subscriptions/{guid}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/{name}"));

    private static readonly Gen<JsonElement> Value =
        Gen.OneOf(
            OneOf("null", "true", "1", "30.0", "-1e3", "{}", "[]", """{"a":{"b":[1,null]}}"""),
            Text.Select(text => JsonSerializer.Serialize(text)))
        .Select(Parsed);

    private static readonly Gen<JsonElement> Body =
        Gen.Select(Text, Value).Select((name, value) => Parsed($$"""{{{JsonSerializer.Serialize(name)}}:{{value.GetRawText()}}}"""));

    private static readonly Gen<Change> Change =
        from action in Gen.Enum<ChangeAction>()
        from resource in Id
        from texts in Gen.Select(Text, Text)
        from body in Body
        from properties in PropertyChange.Array[0, 3]
        from because in Cause.Array[0, 3]
        from precondition in Digest
        from irreversible in Gen.Bool
        from origin in Gen.Enum<Origin>().Nullable()
        select new Change
        {
            Id = "",
            Action = action,
            Resource = resource.Text,
            Type = texts.Item1,
            ApiVersion = texts.Item2,
            Method = action == ChangeAction.Delete ? "DELETE" : action == ChangeAction.Create ? "PUT" : "PATCH",
            Body = action == ChangeAction.Delete ? default : body,
            Properties = properties,
            DependsOn = [],
            Because = because,
            Precondition = precondition,
            Irreversible = irreversible,
            Origin = origin,
        };

    public static readonly Gen<Plan> Plan =
        from names in Gen.Select(Text, Text, Text)
        from time in Gen.DateTimeOffset.Nullable()
        from cloud in Text.Null()
        from judged in Gen.Int[0, 1000]
        from idle in Text.Array[0, 2]
        from changes in Change.Array[0, 4]
        from links in Gen.Int[0, 100]
        from findings in Finding.Array[0, 4]
        from notices in Notice.Array[0, 3]
        from exceeded in Gen.Select(Text, Gen.Int, Gen.Int).Select((limit, allowed, planned) =>
            new ExceededLimit(limit, allowed, planned)).Array[0, 2]
        from against in Gen.Select(Text, Digest, Shift.Array[0, 3]).Select((other, digest, shifts) =>
            new DocumentComparison(other, digest, shifts)).Null()
        from part in Part.Null()
        select new Plan
        {
            Against = against,
            Part = part,
            Baseline = new PlanBaseline(names.Item1, names.Item2),
            Estate = new PlanEstate(names.Item3, time) { Cloud = cloud },
            Judged = judged,
            NotInScope = [.. idle],
            Changes = [.. changes.Select((change, at) => change with { Id = $"c{at + 1}", DependsOn = Earlier(at, links) })],
            Findings = [.. findings.Select(finding => finding with { Changes = Earlier(changes.Length, links) })],
            Notices = notices,
            Exceeded = exceeded,
        };

    private static Gen<PlanPart> Part =>
        from only in Gen.Select(Gen.Enum<SelectorKind>(), Gen.OneOf(Gen.Const("a"), Gen.Const("B*"), Gen.Const("x=y"))).Array[0, 3]
        from wave in Gen.Select(Text, Text.Null(), Text.Null()).Select((name, waits, reason) => new PlanWave(name, waits, reason)).Null()
        from shard in Gen.Select(Gen.Int[1, 3], Gen.Int[3, 9]).Select((index, count) => new Shard(index, count)).Null()
        from slice in Gen.Select(Gen.Int[1, 9], Gen.Int[0, 9]).Select((most, left) => new PlanSlice(most, left)).Null()
        select new PlanPart(new SelectorSet(only.Select(one => new Selector(one.Item1, one.Item2))), wave, shard, slice);

    private static Gen<VerdictShift> Shift =>
        from control in Text
        from resource in Id
        from before in Gen.Enum<ComplianceState>().Nullable()
        from after in Gen.Enum<ComplianceState>().Nullable()
        from ended in Exemption.Null()
        select new VerdictShift(control, resource, before, after) { Ended = ended };

    private static Gen<FindingExemption> Exemption =>
        Gen.Select(Text, Text, Gen.Date, Gen.Int[0, 400]).Select((why, owner, day, left) =>
            new FindingExemption(why, owner, DateOnly.FromDateTime(day), left));

    private static Gen<PropertyChange> PropertyChange =>
        from path in Text
        from before in Gen.OneOf(Value, Gen.Const(default(JsonElement)))
        from after in Gen.OneOf(Value, Gen.Const(default(JsonElement)))
        select new PropertyChange(path, before, after);

    private static Gen<Cause> Cause =>
        from control in Text
        from resource in Text
        from account in Text.Null()
        select new Cause(control, resource, account);

    private static Gen<Finding> Finding =>
        from control in Text
        from resource in Id
        from state in Gen.Enum<ComplianceState>()
        from reason in Text
        from obstacles in Gen.Select(Text, Text, Text, Gen.Bool).Select((code, what, fix, unread) =>
            new Obstacle(code, what, fix, unread)).Array[0, 2]
        from exemption in Exemption
        from details in Gen.Select(Id, Gen.Enum<ComplianceState>(), Text, Text.Null(), Text.Null()).Select((id, its, why, operation, key) =>
            new FindingDetail(id, its, why)
            {
                Operation = operation,
                Key = key,
                Exemption = its == ComplianceState.Exempt ? exemption : null,
            }).Array[0, 2]
        from incomplete in Gen.Bool
        from origin in Gen.Enum<Origin>().Nullable()
        select new Finding(control, resource, state, reason)
        {
            Obstacles = obstacles,
            Details = details,
            Exemption = state == ComplianceState.Exempt ? exemption : null,
            Incomplete = incomplete,
            Origin = origin,
        };

    private static Gen<Notice> Notice =>
        from texts in Gen.Select(Text, Text, Text, Text)
        from isWarning in Gen.Bool
        select new Notice(texts.Item1, texts.Item2, texts.Item3, texts.Item4, isWarning);

    private static string[] Earlier(int count, int links) => count == 0 ? [] : [$"c{(links % count) + 1}"];

    private static Gen<string> OneOf(params string[] texts) => Gen.OneOf([.. texts.Select(text => Gen.Const(text))]);

    private static JsonElement Parsed(string json) => JsonDocument.Parse(json).RootElement;
}
