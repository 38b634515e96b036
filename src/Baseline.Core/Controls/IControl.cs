using System.Text.Json;
using Baseline.Azure;

namespace Baseline.Controls;

/// <summary>
/// One requirement, as a document wants it: judges what is in scope, and says how to bring it into the desired state. Pure.
/// </summary>
public interface IControl
{
    /// <summary>The control's id, such as <c>KeyVault-004</c>.</summary>
    string Id { get; }

    /// <summary>The types of resources that count in limits in percent, in Azure's spelling.</summary>
    IReadOnlyList<string> JudgedTypes { get; }

    /// <summary>Judges everything in scope; asked twice, it says the same.</summary>
    Evaluation Evaluate(EvaluationInput input);

    /// <summary>
    /// The storage accounts that receive logs by settings that it accepts, whatever else it says of those settings; none by default.
    /// What is exempt from it or excluded leads to none.
    /// </summary>
    /// <param name="input">What it judges by; its receivers count for nothing here.</param>
    IEnumerable<LogReceiver> Receivers(EvaluationInput input) => [];

    /// <summary>
    /// What its verdicts or changes still hang on once everything was read that its definition asks for: paths of lists, and resources;
    /// none by default. They are read then, with what they lead to, and everything is judged anew. So far that is lists of associations
    /// with data collection rules, and blob services of accounts that may get a lifecycle policy.
    /// </summary>
    /// <param name="input">What it judges by; of a list that is not in its estate nothing is known yet. The day does not matter.</param>
    IEnumerable<ResourceId> StillNeeded(EvaluationInput input) => [];

    /// <summary>
    /// Whether it judges the accounts that the logs of a resource go to, by whichever setting, so that it has to look again where
    /// another control writes one; false by default.
    /// </summary>
    /// <param name="resource">The resource whose logs they are.</param>
    bool FollowsExportOf(ResourceId resource) => false;

    /// <summary>Whether a write is one that this control asks for, so that exemptions from it keep the resource as it is.</summary>
    /// <param name="write">The write.</param>
    /// <param name="owner">What it is about: the resource that takes one write at a time, such as the vault of a setting.</param>
    bool Owns(ArmWrite write, ResourceId owner);

    /// <summary>Why a change of a saved plan that it owns is not one for this document, as a sentence; null when it may be.</summary>
    /// <param name="write">The change.</param>
    /// <param name="plan">The plan that it is part of.</param>
    string? WhyNotAsked(SavedWrite write, SavedPlan plan);

    /// <summary>
    /// Why what a change of a saved plan sends, to what this control asks for, is not what the document wants, as a sentence; null,
    /// the default, when it is. The body of the change is all that it is told by: what it says it alters was made from that.
    /// </summary>
    /// <param name="write">The change, against which <see cref="WhyNotAsked"/> has nothing.</param>
    /// <param name="plan">The plan that it is part of.</param>
    string? WhyNotWanted(SavedWrite write, SavedPlan plan) => null;

    /// <summary>
    /// Whether this control alone decides about what a write that it owns alters at a path, so that it is asked about that, and no other
    /// control that owns the write can answer for it; false, the default: each control answers for all that it owns.
    /// </summary>
    /// <param name="write">A write that it owns.</param>
    /// <param name="path">The path of a property that the write alters.</param>
    bool DecidesAlone(ArmWrite write, string path) => false;

    /// <summary>
    /// Why a write is not one for this document over what is there right before it, as a sentence; null, the default, when it may be.
    /// It is asked of every write, whichever control owns it.
    /// </summary>
    /// <param name="write">The write.</param>
    /// <param name="live">The live document; undefined where there is none.</param>
    string? WhyNotOver(ArmWrite write, JsonElement live) => null;

    /// <summary>
    /// Whether a write that it owns is made to what receives logs; true, the default, where the control does not ask for that.
    /// </summary>
    /// <param name="write">The write.</param>
    /// <param name="receivers">The accounts that receive logs, with their containers.</param>
    bool IsForLogsOf(ArmWrite write, IReadOnlyList<LogReceiver> receivers) => true;

    /// <summary>
    /// What of a resource a write is for, as exemptions by part name it; none, the default, where that is the whole of it.
    /// </summary>
    /// <param name="write">A write that it owns.</param>
    /// <param name="altered">The paths that the write is said to alter; null: all that its body has.</param>
    IEnumerable<string> PartsOf(ArmWrite write, IReadOnlyCollection<string>? altered) => [];

    /// <summary>Which resources have to be read to say whether the changes of a saved plan are asked for.</summary>
    /// <param name="owners">What the changes of the plan are about.</param>
    IEnumerable<ResourceId> NeededForSavedPlan(IReadOnlyList<ResourceId> owners) => [];

    /// <summary>Which resources have to be read to say whether one change of a saved plan is asked for; none by default.</summary>
    /// <param name="write">The change, which the control need not own.</param>
    IEnumerable<ResourceId> NeededForSavedWrite(SavedWrite write) => [];
}
