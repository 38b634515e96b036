using System.Text.Json;
using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>
/// The plan as a file: what a reviewer approves is what apply sends. The digest covers everything else in the file, so
/// that an edited plan is refused and a reformatted one is still the same plan.
/// </summary>
public static class PlanFile
{
    /// <summary>Twice what an estate allows: bodies of an estate lie deeper in a plan.</summary>
    private const int MaxDepth = 2 * JsonFile.MaxDepth;

    /// <summary>The plan's bytes: the same for the same plan.</summary>
    public static byte[] Write(Plan plan)
    {
        using var bytes = new MemoryStream();
        Write(plan, bytes);
        return bytes.ToArray();
    }

    /// <summary>Writes the plan's bytes, a part at a time, and tells the digest that stands in them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="target">Where to.</param>
    public static string Write(Plan plan, Stream target)
    {
        var digest = DigestOf(plan);
        PlanWriting.Write(plan, digest, target);
        return digest;
    }

    /// <summary><c>sha256:</c> and 64 hexadecimal digits: what <c>apply --expect</c> compares.</summary>
    public static string DigestOf(Plan plan) => CanonicalJson.Digest(PlanWriting.Members(plan), MaxDepth);

    /// <summary>Reads a plan. The bodies refer to <paramref name="json"/>, which must not change afterwards.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="fileName">The file as the user named it, for messages.</param>
    /// <param name="types">
    /// The types that the tool writes to: a plan that says another thing of a change than its body does is refused. Null, the
    /// default: what plans say of bodies is taken as it is.
    /// </param>
    public static Diagnosed<Plan> Read(ReadOnlyMemory<byte> json, string fileName, ResourceTypes? types = null)
    {
        var file = JsonFile.Open(json, fileName, PlanReading.Codes, MaxDepth);
        if (file.Root is not { } root || !root.HasReadableVersion(Plan.CurrentFormatVersion))
        {
            return file.Result<Plan>(null);
        }

        CheckDigest(root);
        var plan = PlanReading.Plan(root);
        if (!file.Failed)
        {
            PlanLinks.Check(root, plan);
        }

        if (!file.Failed && types is not null)
        {
            PlanConsistency.Check(root, plan, types);
        }

        return file.Result(plan);
    }

    private static void CheckDigest(FileValue root)
    {
        var digest = root.Of("digest");
        var text = root.Text("digest");
        if (digest.Element.ValueKind != JsonValueKind.String)
        {
            return;
        }

        if (!PlanReading.IsDigest(text))
        {
            digest.Report(
                "BL4010", "Not a digest", $"\"{text}\" is not sha256: and 64 hexadecimal digits in lower case.", PlanReading.MakeAgain);
        }
        else if (CanonicalJson.Digest(root.Element, without: "digest") != text)
        {
            digest.Report(
                "BL4011",
                "Edited plan",
                "The content of the plan is not what its digest was computed from: it was edited after it was made. A plan "
                + "is applied exactly as it was reviewed, or not at all.",
                PlanReading.MakeAgain);
        }
    }
}
