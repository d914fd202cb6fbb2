using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Meetings;

/// <summary>Who may do what, written out: every role × every setting. The table is the rule; the code follows it.</summary>
public sealed class MeetingPolicyTests
{
    private const int Version = 3;

    private static readonly PersonId _organizer = PersonId.New();

    public enum Role
    {
        Stranger,
        Guest,
        Member,
        Organizer,
    }

    public enum Proof
    {
        None,
        OldPassword,
        Password,

        /// <summary>Holds the room's token, without the password of now.</summary>
        Inside,
    }

    // role, proof → entrance with [no password, guests off] [no password, guests on] [password, guests off] [password, guests on]
    private static readonly (Role Role, Proof Proof, Entrance[] Entrances)[] _entrances =
    [
        (Role.Stranger, Proof.None, [Entrance.SignIn, Entrance.Name, Entrance.SignIn, Entrance.Password]),
        (Role.Guest, Proof.None, [Entrance.SignIn, Entrance.Open, Entrance.SignIn, Entrance.Password]),
        (Role.Guest, Proof.OldPassword, [Entrance.SignIn, Entrance.Open, Entrance.SignIn, Entrance.Password]),
        (Role.Guest, Proof.Password, [Entrance.SignIn, Entrance.Open, Entrance.SignIn, Entrance.Open]),
        (Role.Guest, Proof.Inside, [Entrance.SignIn, Entrance.Open, Entrance.SignIn, Entrance.Open]),
        (Role.Member, Proof.None, [Entrance.Open, Entrance.Open, Entrance.Password, Entrance.Password]),
        (Role.Member, Proof.OldPassword, [Entrance.Open, Entrance.Open, Entrance.Password, Entrance.Password]),
        (Role.Member, Proof.Password, [Entrance.Open, Entrance.Open, Entrance.Open, Entrance.Open]),
        (Role.Member, Proof.Inside, [Entrance.Open, Entrance.Open, Entrance.Open, Entrance.Open]),
        (Role.Organizer, Proof.None, [Entrance.Open, Entrance.Open, Entrance.Open, Entrance.Open]),
        (Role.Organizer, Proof.OldPassword, [Entrance.Open, Entrance.Open, Entrance.Open, Entrance.Open]),
        (Role.Organizer, Proof.Password, [Entrance.Open, Entrance.Open, Entrance.Open, Entrance.Open]),
        (Role.Organizer, Proof.Inside, [Entrance.Open, Entrance.Open, Entrance.Open, Entrance.Open]),
    ];

    // permission → who may upload, once inside
    private static readonly Dictionary<UploadPermission, Role[]> _uploaders = new()
    {
        [UploadPermission.Organizer] = [Role.Organizer],
        [UploadPermission.SignedIn] = [Role.Organizer, Role.Member],
        [UploadPermission.Anyone] = [Role.Organizer, Role.Member, Role.Guest],
    };

    public static TheoryData<Role, Proof, bool, bool, UploadPermission, Entrance> EveryCase()
    {
        var cases = new TheoryData<Role, Proof, bool, bool, UploadPermission, Entrance>();
        foreach (var (role, proof, entrances) in _entrances)
        {
            foreach (var uploads in Enum.GetValues<UploadPermission>())
            {
                for (var i = 0; i < entrances.Length; i++)
                    cases.Add(role, proof, i >= 2, i % 2 == 1, uploads, entrances[i]);
            }
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(EveryCase))]
    public void Each_may_do_what_the_table_says(Role role, Proof proof, bool password, bool guests, UploadPermission uploads, Entrance entrance)
    {
        var meeting = new MeetingRules(MeetingId.New(), _organizer, password ? Version : null, guests, uploads);

        var may = MeetingPolicy.Decide(meeting, ViewerOf(role, proof));

        Assert.Equal(entrance, may.Entrance);
        Assert.Equal(entrance == Entrance.Open, may.MayEnter);
        Assert.Equal(entrance == Entrance.Open && _uploaders[uploads].Contains(role), may.MayUpload);
        Assert.Equal(role == Role.Organizer, may.MayEdit);
        Assert.Equal(role == Role.Organizer, may.MayModerate);
        Assert.Equal(role == Role.Organizer, may.MayDeleteFiles);
        Assert.Equal(role == Role.Organizer, may.MayGiveAway);
        Assert.Equal(may.MayEnter, may.MayRead);
    }

    // what is set → what stands before somebody who is known, before somebody admitted, before somebody inside, and before an organizer
    public static TheoryData<string, MeetingRules, Entrance, Entrance, Entrance, Entrance> EveryClosedDoor()
    {
        var open = new MeetingRules(MeetingId.New(), _organizer, Password: null, GuestsAllowed: true, UploadPermission.Anyone);
        return new()
        {
            { "nothing", open, Entrance.Open, Entrance.Open, Entrance.Open, Entrance.Open },
            { "not started", open with { AttendeesMayStart = false }, Entrance.Start, Entrance.Start, Entrance.Open, Entrance.Open },
            { "started", open with { AttendeesMayStart = false, IsStarted = true }, Entrance.Open, Entrance.Open, Entrance.Open, Entrance.Open },
            { "waiting room", open with { WaitingRoom = true }, Entrance.Knock, Entrance.Open, Entrance.Open, Entrance.Open },
            { "not started, waiting room", open with { AttendeesMayStart = false, WaitingRoom = true }, Entrance.Start, Entrance.Start, Entrance.Open, Entrance.Open },
            { "locked", open with { IsLocked = true }, Entrance.Locked, Entrance.Locked, Entrance.Open, Entrance.Open },
            { "locked, waiting room", open with { IsLocked = true, WaitingRoom = true }, Entrance.Locked, Entrance.Locked, Entrance.Open, Entrance.Open },
            { "archived", open with { IsArchived = true }, Entrance.Archived, Entrance.Archived, Entrance.Open, Entrance.Archived },
        };
    }

    [Theory]
    [MemberData(nameof(EveryClosedDoor))]
    public void A_closed_door_keeps_out_newcomers_and_nobody_inside(
        string set, MeetingRules meeting, Entrance known, Entrance admitted, Entrance inside, Entrance organizer)
    {
        var bo = new Viewer(PersonId.New(), "Bo", ViewerKind.Guest);
        var ana = new Viewer(_organizer, "Ana", ViewerKind.Member);

        Assert.Equal(
            (set, known, admitted, inside, organizer),
            (set, EntranceOf(bo), EntranceOf(bo with { Admitted = true }), EntranceOf(bo with { Inside = true }), EntranceOf(ana)));

        Entrance EntranceOf(Viewer viewer) => MeetingPolicy.Decide(meeting, viewer).Entrance;
    }

    [Theory]
    [InlineData(ViewerKind.Guest)]
    [InlineData(ViewerKind.Member)]
    public void Who_was_removed_may_nothing_inside_or_out_whatever_they_have_proven(ViewerKind kind)
    {
        var bo = new Viewer(PersonId.New(), "Bo", kind, PasswordProven: Version, Inside: true, Admitted: true, TookPart: true);
        var meeting = new MeetingRules(MeetingId.New(), _organizer, Version, GuestsAllowed: true, UploadPermission.Anyone) { Removed = [bo.Person] };

        var may = MeetingPolicy.Decide(meeting, bo);

        Assert.Equal(
            new Decision(
                Entrance.Removed, MayRead: false, MayUpload: false, MayDeleteFiles: false, MayModerate: false, MayEdit: false, MayGiveAway: false),
            may);
    }

    [Fact]
    public void A_co_organizer_may_all_but_give_the_meeting_away()
    {
        var cleo = new Viewer(PersonId.New(), "Cleo", ViewerKind.Member);
        var meeting = new MeetingRules(MeetingId.New(), _organizer, Version, GuestsAllowed: false, UploadPermission.Organizer)
        {
            CoOrganizers = [cleo.Person],
        };

        Assert.Equal(
            new Decision(Entrance.Open, MayRead: true, MayUpload: true, MayDeleteFiles: true, MayModerate: true, MayEdit: true, MayGiveAway: false),
            MeetingPolicy.Decide(meeting, cleo));
        Assert.False(MeetingPolicy.Decide(meeting, cleo with { Kind = ViewerKind.Guest }).MayModerate);
    }

    [Theory]
    [InlineData(ViewerKind.Member, true)]
    [InlineData(ViewerKind.Guest, true)]
    [InlineData(ViewerKind.Stranger, false)]
    public void Where_several_screens_may_be_shared_everybody_inside_may(ViewerKind kind, bool may)
    {
        var one = new MeetingRules(MeetingId.New(), _organizer, Password: null, GuestsAllowed: true, UploadPermission.Organizer);
        var bo = new Viewer(PersonId.New(), "Bo", kind);

        Assert.Equal(may, MeetingPolicy.Decide(one with { SeveralScreens = true }, bo).MayShareBesideOthers);
        Assert.False(MeetingPolicy.Decide(one, bo).MayShareBesideOthers);
        Assert.False(MeetingPolicy.Decide(one, new Viewer(_organizer, "Ana", ViewerKind.Member)).MayShareBesideOthers);
    }

    [Fact]
    public void The_archive_is_read_by_those_who_took_part_and_entered_by_nobody()
    {
        var meeting = new MeetingRules(MeetingId.New(), _organizer, Password: null, GuestsAllowed: true, UploadPermission.Anyone, IsArchived: true);
        var bo = new Viewer(PersonId.New(), "Bo", ViewerKind.Member);

        Assert.True(MeetingPolicy.Decide(meeting, bo with { TookPart = true }) is { MayRead: true, MayEnter: false, MayUpload: false });
        Assert.False(MeetingPolicy.Decide(meeting, bo).MayRead);
        Assert.True(MeetingPolicy.Decide(meeting, new Viewer(_organizer, "Ana", ViewerKind.Member)) is { MayRead: true, MayEnter: false, MayEdit: true });
    }

    [Fact]
    public void A_guest_with_the_organizers_id_is_still_a_guest()
    {
        var meeting = new MeetingRules(MeetingId.New(), _organizer, Password: null, GuestsAllowed: true, UploadPermission.Organizer);

        var may = MeetingPolicy.Decide(meeting, new Viewer(_organizer, "Ana", ViewerKind.Guest));

        Assert.Equal(
            new Decision(
                Entrance.Open, MayRead: true, MayUpload: false, MayDeleteFiles: false, MayModerate: false, MayEdit: false, MayGiveAway: false),
            may);
    }

    private static Viewer ViewerOf(Role role, Proof proof) => new(
        role == Role.Organizer ? _organizer : PersonId.New(),
        "Somebody",
        role switch { Role.Stranger => ViewerKind.Stranger, Role.Guest => ViewerKind.Guest, _ => ViewerKind.Member },
        proof switch { Proof.OldPassword => Version - 1, Proof.Password => Version, _ => null },
        Inside: proof == Proof.Inside);
}
