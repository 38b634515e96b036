using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baseline.Azure;

/// <summary>What the tool knows of one type of Azure resource that it writes to. Pure.</summary>
public interface IResourceType
{
    private static readonly string[] Tags = ["tags"];

    /// <summary>The type in Azure's spelling, such as <c>Microsoft.KeyVault/vaults</c>.</summary>
    string Name { get; }

    /// <summary>The api-version of its reads and writes.</summary>
    string ApiVersion { get; }

    /// <summary>What people call resources of the type; null, the default, where nothing is known that is shorter than its name.</summary>
    TypeNoun? Noun => null;

    /// <summary>
    /// What people call properties of the type, by path in any letter case, such as <c>properties.storageAccountId</c>; empty by
    /// default. A property that is not among them is called by its path.
    /// </summary>
    IReadOnlyDictionary<string, string> PropertyNouns => PropertyNames.None;

    /// <summary>The resource whose page in the Azure portal shows one of this type: itself, or what it is a part of.</summary>
    /// <param name="id">A resource of the type.</param>
    ResourceId ShownAt(ResourceId id) => id;

    /// <summary>
    /// Members, by name, whose texts are words of Azure's own, such as a state: they stay readable in a redacted estate, in whatever
    /// resource they stand. None by default: every other text is replaced there.
    /// </summary>
    IReadOnlyList<string> Words => [];

    /// <summary>Members that tell the items of a list apart, the first that an item has; else they are told apart by their place.</summary>
    IReadOnlyList<string> ListKeys => ["name"];

    /// <summary>
    /// Members that Azure keeps up to date by itself, at any depth, beside those of every type: they never look like a change.
    /// </summary>
    IReadOnlyList<string> AddedByAzure => [];

    /// <summary>What of a live document a write is compared with: the whole of it, or the part that the write is about.</summary>
    /// <param name="body">The body of the write.</param>
    /// <param name="live">The live document at <see cref="ReadAt"/>; undefined when there is none.</param>
    JsonElement PartOf(JsonElement body, JsonElement live) => live;

    /// <summary>Whether an id is one that writes of the type go to: the id of a resource of the type, or of an action on one.</summary>
    /// <param name="id">The id written to.</param>
    bool IsWrittenAt(ResourceId id) => id.IsOfType(Name);

    /// <summary>
    /// What a write asks for, in the form of the live document: its body by default. An action says it by its name, and may have no
    /// body.
    /// </summary>
    /// <param name="write">The write.</param>
    JsonElement Wanted(ArmWrite write) => write.Body;

    /// <summary>
    /// Whether a write goes with the ETag of the document that was read right before it, so that Azure refuses it where somebody wrote
    /// in between; false by default, because most types have none.
    /// </summary>
    /// <param name="write">The write.</param>
    bool IsConditional(ArmWrite write) => false;

    /// <summary>
    /// The resource whose keys Azure reads for a write, so that a lock which forbids that forbids the write as well; null, the default,
    /// for none.
    /// </summary>
    /// <param name="write">The write.</param>
    ResourceId? KeysReadFor(ArmWrite write) => null;

    /// <summary>Whether a write takes away what it is about, although its method is not DELETE.</summary>
    /// <param name="written">The id written to.</param>
    bool TakesAway(string written) => false;

    /// <summary>Whether the part that a write is about is there, where it is not the whole document.</summary>
    /// <param name="part">What <see cref="PartOf"/> gave.</param>
    bool IsThere(JsonElement part) => part.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The items of a list that say something, in the order in which they are compared; as Azure has them by default.</summary>
    /// <param name="list">A list of a body.</param>
    IReadOnlyList<JsonElement> Items(JsonElement list) => [.. list.EnumerateArray()];

    /// <summary>Whether a member of an item says no more than its absence, such as retention that is off.</summary>
    /// <param name="item">The item of a list.</param>
    /// <param name="member">The member's name.</param>
    bool SaysNothing(JsonElement item, string member) => false;

    /// <summary>
    /// Objects whose members users name and write, wherever they lie in a body, such as tags: all that stands in them is theirs.
    /// </summary>
    IReadOnlyList<string> NamedByUsers => Tags;

    /// <summary>
    /// Whether a path leads into an item that is always sent whole, so that a member which a body lacks is taken away; false, the default:
    /// what a body lacks may be a member that Azure adds by itself.
    /// </summary>
    /// <param name="path">A path, such as <c>properties.policy.rules[NAME].enabled</c>.</param>
    bool IsSentWhole(string path) => false;

    /// <summary>Whether a value says no more than its absence, such as a category that is off.</summary>
    /// <param name="path">Its path, such as <c>properties.logs[AuditEvent].enabled</c>.</param>
    /// <param name="value">The value.</param>
    bool SaysNothing(string path, JsonElement value) => false;

    /// <summary>
    /// Paths of values that say nothing, and that a plan shows all the same where they come or go; none by default.
    /// </summary>
    /// <param name="document">A live document or a body.</param>
    IReadOnlyList<string> ShownWhereNew(JsonElement document) => [];

    /// <summary>
    /// How many reads in a row must show a write: 1, or more where Azure shows new state and loses it again for some
    /// seconds.
    /// </summary>
    int ConfirmingReads => 1;

    /// <summary>The id that is read to see what a write is about.</summary>
    /// <param name="written">The id written to.</param>
    string ReadAt(string written) => written;

    /// <summary>The id, in lower case, of what takes one write at a time.</summary>
    /// <param name="written">The id written to.</param>
    string LockScope(string written) => Azure.LockScope.Of(written);

    /// <summary>
    /// The consent that a write needs, by its name in the document, because Azure can't take it back; null where it needs
    /// none.
    /// </summary>
    string? ConsentFor(ArmWrite write) => null;

    /// <summary>Why the tool never sends such a write, whatever is there, as a sentence; null when it may.</summary>
    string? WhyNeverSent(ArmWrite write);

    /// <summary>Why the tool never sends a write over what is there, as a sentence; null when it may.</summary>
    /// <param name="write">A write that <see cref="WhyNeverSent"/> has nothing against, without references.</param>
    /// <param name="live">The live document; undefined when there is none.</param>
    string? WhyNotOver(ArmWrite write, JsonElement live) => null;

    /// <summary>The types, by name, of earlier writes that a write may rest on by <see cref="RestsOn"/>; none by default.</summary>
    IReadOnlyList<string> RestsOnTypes => [];

    /// <summary>
    /// Whether a write rests on an earlier one of the same plan although it does not refer to it, as a new key of an account rests on
    /// the key; false by default.
    /// </summary>
    /// <param name="write">The write.</param>
    /// <param name="earlier">A write of one of <see cref="RestsOnTypes"/> that stands before it in the plan.</param>
    bool RestsOn(ArmWrite write, ArmWrite earlier) => false;

    /// <summary>
    /// The body of one write that does what two controls ask for, where both write the same resource; the first, the default, where
    /// they ask for the same. Null where the write deletes the resource.
    /// </summary>
    /// <param name="first">The body of the one; null where it has none.</param>
    /// <param name="second">The body of the other; null where it has none.</param>
    /// <param name="live">The live document from which both were made; undefined when there is none.</param>
    JsonObject? Together(JsonObject? first, JsonObject? second, JsonElement live) => first;

    /// <summary>
    /// The write that does what two do that were made apart from the same live document, such as by shards of one plan; null, the default,
    /// where no write does.
    /// </summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other.</param>
    ArmWrite? Together(AlteringWrite first, AlteringWrite second) => null;

    /// <summary>Whether a write that takes something back must wait for another, because the one rests on the other.</summary>
    /// <param name="write">The write.</param>
    /// <param name="earlier">A write that is sent earlier.</param>
    bool WaitsFor(ArmWrite write, ArmWrite earlier) => false;

    /// <summary>
    /// What an undo of a write does not give back, although nobody touched it since, in words such as <c>retention of AuditEvent</c>;
    /// nothing by default. It needs no consent, but people are told before the write.
    /// </summary>
    /// <param name="write">The write, which is one that the tool sends.</param>
    /// <param name="replaced">Paths of the properties that the write changes.</param>
    IReadOnlyList<string> NotUndone(ArmWrite write, IReadOnlyCollection<string> replaced) => [];

    /// <summary>
    /// How a write is taken back: only what the write changed and what still has its value. What others added or changed since
    /// is kept and named.
    /// </summary>
    /// <param name="recorded">The write, which is one that the tool sends.</param>
    /// <param name="live">The live document; undefined when there is none.</param>
    /// <param name="surroundings">The rest of the undo, as far as it is decided.</param>
    UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings);
}
